import Domain
import Logging
import Synchronization

/// Where every event goes: the log, and whoever subscribes. A subscriber that does not keep up loses the oldest.
public final class EventLog: Sendable {
    private struct Subscriptions {
        var next = 0
        var continuations: [Int: AsyncStream<Event>.Continuation] = [:]
    }

    /// Events kept for a slow subscriber.
    static let backlog = 1_000

    let counters = EventCounters()
    private let logger: Logger
    private let subscriptions = Mutex(Subscriptions())

    public init(logger: Logger) {
        self.logger = logger
    }

    public func record(_ event: Event) {
        assert(event.kind.described.covers(event.fields), "not as followupd-log(7) has it: \(event.line)")
        counters.count(event)
        var metadata: Logger.Metadata = ["MESSAGE_ID": .string(event.kind.messageID)]
        for field in event.fields { metadata[field.key] = .string(field.value) }
        logger.log(level: event.level, "\(event.line)", metadata: metadata)
        for continuation in subscriptions.withLock({ Array($0.continuations.values) }) { continuation.yield(event) }
    }

    /// Events from now on, until the consumer ends its loop.
    public func subscribe() -> AsyncStream<Event> {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Event.self, bufferingPolicy: .bufferingNewest(Self.backlog))
        let id = subscriptions.withLock { subscriptions in
            subscriptions.next += 1
            subscriptions.continuations[subscriptions.next] = continuation
            return subscriptions.next
        }
        continuation.onTermination = { [weak self] _ in
            self?.subscriptions.withLock { _ = $0.continuations.removeValue(forKey: id) }
        }
        return stream
    }

    /// Ends every subscription, so that shutting down need not wait for subscribers.
    public func endSubscriptions() {
        let continuations = subscriptions.withLock { Array($0.continuations.values) }
        for continuation in continuations { continuation.finish() }
    }
}
