import Domain
import Synchronization

/// How many more messages of each channel may be in flight.
final class Slots: Sendable {
    private let count: Int
    private let free: Mutex<[Channel: Int]>

    init(_ count: Int) {
        self.count = count
        free = Mutex(Dictionary(uniqueKeysWithValues: Channel.allCases.map { ($0, count) }))
    }

    /// Nothing is in flight.
    var isWhole: Bool { free.withLock { $0.values.allSatisfy { $0 == count } } }

    func count(_ channel: Channel) -> Int { free.withLock { $0[channel] ?? 0 } }
    func take(_ channel: Channel) { free.withLock { $0[channel, default: 0] -= 1 } }
    func put(_ channel: Channel) { free.withLock { $0[channel, default: 0] += 1 } }
}
