import Dispatch
import Engine
import Synchronization

/// Collects an alarm's rings, and waits for them.
struct Rings {
    private final class Counter: Sendable {
        let count = Atomic(0)
    }

    let ring: @Sendable (AlarmReason) -> Void
    private let counter = Counter()
    private var iterator: AsyncStream<AlarmReason>.Iterator

    init() {
        let (stream, continuation) = AsyncStream.makeStream(of: AlarmReason.self)
        iterator = stream.makeAsyncIterator()
        let counter = counter
        ring = { reason in
            counter.count.add(1, ordering: .sequentiallyConsistent)
            continuation.yield(reason)
        }
    }

    /// All so far.
    var count: Int { counter.count.load(ordering: .sequentiallyConsistent) }

    /// The next in order, once there is one.
    mutating func next() async -> AlarmReason? {
        await iterator.next()
    }

    /// The count once every ring that had begun on the queue has ended.
    func settled(on queue: DispatchQueue) -> Int {
        queue.sync { count }
    }
}

/// An alarm that its own ring can reach.
final class AlarmBox: Sendable {
    private let alarm = Mutex<(any Alarm)?>(nil)

    func put(_ alarm: any Alarm) {
        self.alarm.withLock { $0 = alarm }
    }

    func cancel() {
        alarm.withLock { $0 }?.cancel()
    }
}
