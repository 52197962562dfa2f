import Delivery
import Domain
import Engine
import Logging
import ServiceLifecycle
import Systemd
import UnixSignals

/// Reads configuration and time zones anew, on SIGHUP or when asked over the control channel. What is wrong leaves everything as it was.
actor Reloader: Service {
    private let paths: DaemonPaths
    private var running: DaemonConfiguration
    private var carriers: [Channel: any Carrier]
    private let level: LogLevelSetting
    private let engine: Engine
    private let metrics: MetricsFile
    private let notifier: ServiceNotifier
    /// Reloads follow one another, so that the last one asked for is the one in force.
    private var last: Task<[String], any Error>?
    /// Trapped from the beginning: an untrapped SIGHUP kills.
    private var signals: UnixSignalsSequence?

    init(
        paths: DaemonPaths, running: DaemonConfiguration, carriers: [Channel: any Carrier], level: LogLevelSetting,
        engine: Engine, metrics: MetricsFile, notifier: ServiceNotifier
    ) async {
        self.paths = paths
        self.running = running
        self.carriers = carriers
        self.level = level
        self.engine = engine
        self.metrics = metrics
        self.notifier = notifier
        signals = await UnixSignalsSequence(trapping: .sighup)
    }

    func run() async throws {
        guard let signals else { return }
        self.signals = nil
        for await _ in signals.cancelOnGracefulShutdown() { _ = try? await reload() }
    }

    /// - Returns: the keys that say something else now.
    /// - Throws: what is wrong with the new configuration; the service manager and the log hear of it too.
    func reload() async throws -> [String] {
        let before = last
        let task = Task {
            _ = await before?.result
            return try await readAnew()
        }
        last = task
        return try await task.value
    }

    private func readAnew() async throws -> [String] {
        notifier.reloading()
        do {
            let new = try await DaemonConfiguration.read(paths.configurationFiles())
            let carriers = try Carriers.make(new, spool: paths.spool, running: (carriers, running))
            try await engine.lookAtZones()
            let changes = running.changes(to: new)
            engine.change(to: new.engine(directory: paths.stateDirectory), carriers: carriers)
            level.level = new.logLevel
            metrics.change(path: new.metricsFile)
            self.carriers = carriers
            running = new
            engine.events.record(
                Event(.reloaded, ["changed": changes.isEmpty ? nil : changes.joined(separator: ",")]))
            notifier.ready()
            return changes
        } catch {
            engine.events.record(Event(.reloadRefused, ["error": String(describing: error)]))
            notifier.ready(status: "The new configuration was refused: \(error)")
            throw error
        }
    }
}
