import Domain
import Synchronization

/// Lets an event through once a second for each caller, and counts the others: whoever floods the daemon must not flood its log, in which
/// what matters would be lost.
public final class EventLimiter: Sendable {
    private struct Entry {
        var lastAt: Timestamp
        var suppressed = 0
    }

    /// Beyond so many callers, all are forgotten: memory must not grow with them.
    private static let mostCallers = 1_000
    private static let interval: Int64 = 1_000

    private let entries = Mutex<[String: Entry]>([:])

    public init() {}

    /// - Returns: how many events of that caller were suppressed since the last one that was let through; nil: this one is suppressed too.
    public func admit(_ caller: String, at now: Timestamp) -> Int? {
        entries.withLock { entries in
            // A clock set back must not silence anybody.
            if let last = entries[caller]?.lastAt, (0..<Self.interval).contains(now.milliseconds(since: last)) {
                entries[caller]?.suppressed += 1
                return nil
            }
            let suppressed = entries[caller]?.suppressed ?? 0
            if entries.count >= Self.mostCallers { entries.removeAll() }
            entries[caller] = Entry(lastAt: now)
            return suppressed
        }
    }
}
