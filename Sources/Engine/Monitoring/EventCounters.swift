import Synchronization

/// How often each kind of event has been recorded since the process began, and the sums of what they count.
public final class EventCounters: Sendable {
    struct Reading: Sendable {
        var events: [EventKind: Int] = [:]
        /// Sums of the fields of `due-scan` that are numbers of things made.
        var scans: [String: Int] = [:]
        /// Channel and state → messages.
        var messages: [SettledMessages: Int] = [:]
    }

    struct SettledMessages: Hashable, Sendable {
        let channel: String
        let state: String
    }

    private let reading = Mutex(Reading())

    func count(_ event: Event) {
        reading.withLock { reading in
            reading.events[event.kind, default: 0] += 1
            switch event.kind {
            case .dueScan:
                for field in event.fields { reading.scans[field.key, default: 0] += Int(field.value) ?? 0 }
            case .messageSettled:
                let settled = SettledMessages(channel: event["channel"] ?? "", state: event["state"] ?? "")
                reading.messages[settled, default: 0] += 1
            default: break
            }
        }
    }

    func read() -> Reading { reading.withLock { $0 } }
}

extension Event {
    public subscript(key: String) -> String? { fields.first { $0.key == key }?.value }
}
