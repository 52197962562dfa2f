import Domain
import Synchronization

/// Whether the engine can do its work, and when it last did: what health and the service's status line tell.
public final class EngineCondition: Sendable {
    public struct Reading: Hashable, Sendable {
        /// Part → what is wrong there, in one sentence; empty when all is well.
        public var troubles: [String: String] = [:]
        public var lastScanAt: Timestamp?
        public var lastScanMilliseconds: Int64?
    }

    /// The part in trouble when changes cannot be written; a scan that can write again ends it.
    public static let storage = "storage"
    /// The part in trouble when time zone files cannot be read; a look at them that succeeds ends it.
    static let zones = "zones"

    private let reading = Mutex(Reading())
    private let events: EventLog

    public init(events: EventLog) {
        self.events = events
    }

    public func read() -> Reading { reading.withLock { $0 } }

    func scanned(at now: Timestamp, milliseconds: Int64) {
        reading.withLock {
            $0.lastScanAt = now
            $0.lastScanMilliseconds = milliseconds
        }
    }

    func isTroubled(_ part: String) -> Bool { reading.withLock { $0.troubles[part] != nil } }

    /// Says once that a part is in trouble, however often it fails.
    public func degraded(_ part: String, _ error: any Error) {
        let message = String(describing: error)
        let isNew = reading.withLock { reading in
            let isNew = reading.troubles[part] == nil
            reading.troubles[part] = message
            return isNew
        }
        if isNew { events.record(Event(.degraded, ["part": part, "error": message])) }
    }

    func recovered(_ part: String) {
        let wasTroubled = reading.withLock { $0.troubles.removeValue(forKey: part) != nil }
        if wasTroubled { events.record(Event(.recovered, ["part": part])) }
    }
}
