import Domain
import Engine
import Varlink

/// Logs what goes wrong with connections, at most a line a second of each kind: a flood of them must not become a flood of lines.
final class ConnectionLog: Sendable {
    private let engine: Engine
    private let limiter = EventLimiter()

    init(engine: Engine) {
        self.engine = engine
    }

    func record(_ event: ServerEvent) {
        // Of all callers together: who is refused is mostly nobody in particular.
        guard let more = limiter.admit(event.reason, at: engine.clock.now()) else { return }
        engine.events.record(
            Event(
                .connectionRefused, ["reason": event.reason, "detail": event, "more": more > 0 ? more : nil]))
    }
}

extension ServerEvent {
    /// The word for it in the log.
    fileprivate var reason: String {
        switch self {
        case .connectionRefused(.unknownUser, _): "unknown-user"
        case .connectionRefused(.tooManyConnections, _): "too-many-connections"
        case .connectionRefused(.tooManyConnectionsOfUser, _): "too-many-connections-of-user"
        case .connectionRefused(.shuttingDown, _): "shutting-down"
        case .protocolErrorClosed: "protocol-error"
        case .idleClosed: "idle"
        case .slowReaderClosed: "slow-reader"
        case .cutOff: "cut-off"
        case .handlerFault: "handler-fault"
        case .acceptFailed: "accept-failed"
        }
    }
}
