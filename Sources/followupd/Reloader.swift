import Engine
import Logging
import ServiceLifecycle
import Store
import Synchronization
import Systemd
import UnixSignals

/// Reads configuration and time zones anew, on SIGHUP or when asked over the control channel. What is wrong leaves everything as it was.
final class Reloader: Service {
    private let file: @Sendable () -> String?
    private let running: DaemonConfiguration
    private let level: LogLevelSetting
    private let store: Store
    private let events: EventLog
    private let notifier: ServiceNotifier
    /// Trapped from the beginning: an untrapped SIGHUP kills.
    private let signals: Mutex<UnixSignalsSequence?>

    init(
        file: @escaping @Sendable () -> String?, running: DaemonConfiguration, level: LogLevelSetting, store: Store,
        events: EventLog,
        notifier: ServiceNotifier
    ) async {
        self.file = file
        self.running = running
        self.level = level
        self.store = store
        self.events = events
        self.notifier = notifier
        signals = Mutex(await UnixSignalsSequence(trapping: .sighup))
    }

    func run() async throws {
        guard let signals = signals.withLock({ $0.take() }) else { return }
        for await _ in signals.cancelOnGracefulShutdown() { try? await reload() }
    }

    /// - Throws: what is wrong with the new configuration; the service manager and the log hear of it too.
    func reload() async throws {
        notifier.reloading()
        do {
            let new = try await DaemonConfiguration.read(file: file())
            try await store.reloadCatalog()
            level.level = new.logLevel
            let restart = running.needingRestart(comparedWith: new)
            events.record(
                Event(
                    .reloaded, level: .notice, ["needsRestart": restart.isEmpty ? nil : restart.joined(separator: ",")])
            )
            notifier.ready()
        } catch {
            events.record(Event(.reloadRefused, level: .error, ["error": String(describing: error)]))
            notifier.ready(status: "The new configuration was refused: \(error)")
            throw error
        }
    }
}
