import ServiceLifecycle
import Synchronization
import UnixSignals

/// Ends the group at SIGTERM or SIGINT. Traps them from when it is made: a signal that comes as soon as the socket answers, before the
/// group runs, must not kill.
final class StopSignal: Service {
    private let signals: Mutex<UnixSignalsSequence?>

    init() async {
        signals = Mutex(await UnixSignalsSequence(trapping: .sigterm, .sigint))
    }

    /// Returns at the first signal; a service that returns stops the others.
    func run() async throws {
        guard let signals = signals.withLock({ $0.take() }) else { return }
        for await _ in signals.cancelOnGracefulShutdown() { return }
    }
}
