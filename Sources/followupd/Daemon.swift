import Control
import Delivery
import Domain
import Engine
import FoundationEssentials
import Glibc
import Logging
import ServiceLifecycle
import Store
import Systemd
import Varlink

/// The daemon, built and ready to run: wiring, no rules.
struct Daemon: Sendable {
    static let version = "0.3.0"
    /// The name of the socket in the socket unit.
    static let socketName = "control"

    let engine: Engine
    let server: VarlinkServer
    let metrics: MetricsFile
    let notifier: ServiceNotifier
    let reloader: Reloader
    let stopSignal: StopSignal
    let endpoint: Endpoint
    let logger: Logger

    /// Takes the state directory, opens the database, puts right what a crash left. Nothing runs yet.
    /// - Throws: whatever stands in the way, each in one sentence.
    static func build(_ paths: DaemonPaths) async throws -> Daemon {
        let stopSignal = await StopSignal()
        // These edit the environment, so before anything else runs.
        let notifier = ServiceNotifier()
        let sockets = try InheritedSockets.takeFromEnvironment()
        let configuration = try await DaemonConfiguration.read(paths.configurationFiles())
        let level = LogLevelSetting(configuration.logLevel)
        let destination = LogDestination.detect()
        LoggingSystem.bootstrap(
            { _, provider in destination.handler(level: level, provider: provider) }, metadataProvider: nil)
        let logger = Logger(label: "followupd")
        for name in Setting.unknown(inEnvironment: ProcessInfo.processInfo.environment.keys) {
            logger.warning(
                "The environment variable \(name) is no setting; settings are written like FOLLOWUPD_SCAN_STORM_THRESHOLD."
            )
        }
        Directories.make(paths.stateDirectory)
        let directory = try StateDirectory(path: paths.stateDirectory)
        let events = EventLog(logger: logger)
        let clock = DaemonClock.make()
        let store = try Store(directory: directory, zones: ZoneInfoDirectory.rules(for:)) {
            MigrationNotice(notifier: notifier, events: events).tell($0)
        }
        try await store.ensureDefaultCalendar(zone: ZoneInfoDirectory.systemZone())
        let carriers = try Carriers.make(configuration, spool: paths.spool)
        let engine = try Engine(
            store: store, clock: clock, carriers: carriers,
            configuration: configuration.engine(directory: paths.stateDirectory), events: events)
        try await engine.recover()
        let metrics = try MetricsFile(engine: engine, version: version, path: configuration.metricsFile)
        let reloader = await Reloader(
            paths: paths, running: configuration, carriers: carriers, level: level, engine: engine, metrics: metrics,
            notifier: notifier)
        let administrators: Set<UInt32> = [0, geteuid()]
        let service = try ControlService.make(
            ControlContext(
                engine: engine, version: version, administrators: administrators,
                accountName: { uid in await runBlocking { Accounts.name(of: uid) } },
                reload: {
                    do {
                        return try await reloader.reload()
                    } catch let error as ConfigurationError {
                        throw StoreError(.invalidValue(field: error.key), error.description)
                    }
                }))
        let connections = ConnectionLog(engine: engine)
        var limits = Limits()
        limits.privilegedUsers = administrators
        limits.reservedConnections = 16
        let server = VarlinkServer(service: service, limits: limits) { connections.record($0) }
        return Daemon(
            engine: engine, server: server, metrics: metrics, notifier: notifier, reloader: reloader,
            stopSignal: stopSignal,
            endpoint: try endpoint(paths, sockets), logger: logger)
    }

    /// Serves until told to stop; then stops in the order: control channel, scan, sending, database.
    func run() async throws {
        try await server.start(endpoint)
        engine.events.record(Event(.started, ["version": Self.version, "pid": getpid()]))
        let services: [any Service] = [
            StoreService(store: engine.store), engine.eraser, engine.sender, engine.scanner,
            ControlServer(server: server, events: engine.events),
            engine.jobs, metrics, reloader,
            stopSignal, Supervision(engine: engine, notifier: notifier),
        ]
        var configuration = ServiceGroupConfiguration(
            services: services.map {
                .init(
                    service: $0, successTerminationBehavior: .gracefullyShutdownGroup,
                    failureTerminationBehavior: .gracefullyShutdownGroup)
            }, logger: logger)
        // Both together stay under the unit's TimeoutStopSec.
        configuration.maximumGracefulShutdownDuration = .seconds(20)
        configuration.maximumCancellationDuration = .seconds(5)
        try await ServiceGroup(configuration: configuration).run()
        engine.events.record(Event(.stopped, ["version": Self.version]))
    }

    /// Says in one line why the daemon does not start.
    /// - Returns: the exit status: 78 (EX_CONFIG, sysexits.h) for what trying again cannot mend, 1 otherwise.
    static func refuse(_ error: any Error) -> Int32 {
        let line = "followupd: \(String(describing: error).replacing("\n", with: " "))\n"
        line.withCString { _ = write(STDERR_FILENO, $0, strlen($0)) }
        switch error {
        case is ConfigurationError: return 78
        case let error as StoreError where [.newerSchema, .corrupt, .databaseMissing].contains(error.code): return 78
        default: return 1
        }
    }

    private static func endpoint(_ paths: DaemonPaths, _ sockets: InheritedSockets) throws -> Endpoint {
        if let descriptor = try sockets.descriptor(named: socketName) { return .inherited(descriptor: descriptor) }
        let path = paths.socket ?? Directories(environment: .process).socket(stateDirectory: paths.stateDirectory)
        if paths.socket == nil, let slash = path.lastIndex(of: "/") { Directories.make(String(path[..<slash])) }
        return .path(path, mode: 0o666)
    }
}

extension DaemonConfiguration {
    func engine(directory: String) -> Engine.Configuration {
        var send = OutboxSender.Configuration(sender: sender)
        send.senderName = senderName
        send.inFlight = inFlight
        send.retries = retries
        send.scanInterval = Int64(scanIntervalSeconds) * 1_000
        send.perMinute = carriers.compactMapValues(\.perMinute)
        send.unsubscribeURI = unsubscribe
        var engine = Engine.Configuration(send: send)
        engine.directory = directory
        engine.office = metricsOffice
        engine.scan.stormThreshold = stormThreshold
        engine.scan.cap = cap
        engine.scan.scanInterval = Int64(scanIntervalSeconds) * 1_000
        return engine
    }
}
