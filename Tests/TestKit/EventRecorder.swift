import Engine
import Logging

/// What the engine says of itself, kept so that a test can wait for it.
public final class EventRecorder: Sendable {
    public let log: EventLog
    private let heard = Watched<[Event]>([])
    private let listening: Task<Void, Never>

    public init() {
        let log = EventLog(logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
        let events = log.subscribe()
        self.log = log
        listening = Task { [heard] in
            for await event in events { heard.update { $0.append(event) } }
        }
    }

    deinit { listening.cancel() }

    public var events: [Event] { heard.value }

    /// Returns when at least so many events of that kind have been heard.
    public func wait(for kind: EventKind, count: Int = 1) async {
        await heard.until { $0.count { $0.kind == kind } >= count }
    }
}
