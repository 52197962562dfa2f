import Domain
import Engine
import Synchronization
import Varlink

/// Logs what goes wrong with connections, at most a line a second: a flood of them must not become a flood of lines.
final class ConnectionLog: Sendable {
    private struct State {
        var lastAt: Timestamp?
        var unlogged = 0
    }

    private let engine: Engine
    private let state = Mutex(State())

    init(engine: Engine) {
        self.engine = engine
    }

    func record(_ event: ServerEvent) {
        let now = engine.clock.now()
        let more: Int? = state.withLock { state in
            if let last = state.lastAt, (0..<1_000).contains(now.milliseconds(since: last)) {
                state.unlogged += 1
                return nil
            }
            defer { state = State(lastAt: now) }
            return state.unlogged
        }
        guard let more else { return }
        engine.events.record(
            Event(.connectionRefused, level: .warning, ["reason": event, "more": more > 0 ? more : nil]))
    }
}
