import Delivery
import Domain
import Store

/// The parts that work by themselves, wired together: what the daemon runs and the control channel speaks to.
public struct Engine: Sendable {
    public struct Configuration: Sendable {
        public var scan = DueScanner.Configuration()
        public var send: OutboxSender.Configuration
        /// Where backups and reports go that name no directory; nil: there are no jobs.
        public var directory: String?

        public init(send: OutboxSender.Configuration) { self.send = send }
    }

    public let store: Store
    public let clock: any WallClock
    public let events: EventLog
    public let condition: EngineCondition
    public let maker: FollowUpMaker
    public let scanner: DueScanner
    public let sender: OutboxSender
    public let jobs: JobScheduler
    public let reporter: OfficeReporter
    public let forecaster: Forecaster
    public let eraser: CustomerEraser
    /// How many messages one customer gets; nil: as many as there are.
    public let cap: ContactCap?

    /// - Throws: what the clock throws if it cannot make an alarm.
    public init(
        store: Store, clock: any WallClock, carriers: [Channel: any Carrier], configuration: Configuration,
        events: EventLog
    ) throws {
        self.store = store
        self.clock = clock
        self.events = events
        cap = configuration.scan.cap
        condition = EngineCondition(events: events)
        maker = FollowUpMaker(renderer: TemplateRenderer())
        let sender = try OutboxSender(
            store: store, carriers: carriers, clock: clock, configuration: configuration.send, events: events,
            condition: condition)
        self.sender = sender
        forecaster = Forecaster(store: store, maker: maker, cap: cap)
        reporter = OfficeReporter(store: store, forecaster: forecaster)
        let directory = configuration.directory ?? "/nonexistent"
        let erasures = ErasureCount()
        let pages = ReportFiles(standard: "\(directory)/reports")
        jobs = try JobScheduler(
            store: store, clock: clock, events: events, condition: condition,
            work: JobWork(
                store: store, clock: clock, events: events,
                mail: StaffMail(
                    store: store, carrier: carriers[.email], sender: configuration.send.sender,
                    senderName: configuration.send.senderName, erasures: erasures),
                reporter: reporter, backups: BackupFiles(store: store, standard: "\(directory)/backups"), pages: pages,
                erasures: erasures, clockWatch: ClockWatch(clock)))
        eraser = CustomerEraser(
            store: store, carriers: Array(carriers.values), pages: pages, erasures: erasures, condition: condition)
        scanner = try DueScanner(
            store: store, maker: maker, clock: clock, configuration: configuration.scan, events: events,
            condition: condition,
            onQueued: { sender.nudge() })
    }

    /// What has to happen once, before the services run: puts right what a crash left.
    public func recover() async throws {
        try await store.forgetStagedImports()
        await eraser.recover()
        try await sender.rescue(now: clock.now())
        _ = try await store.rescueJobs(now: clock.now())
        try await store.ensureJobs(JobSpecification.standard, now: clock.now())
    }
}
