import Delivery
import Domain
import Store

/// The parts that work by themselves, wired together: what the daemon runs and the control channel speaks to.
public struct Engine: Sendable {
    public struct Configuration: Sendable {
        public var scan = DueScanner.Configuration()
        public var send: OutboxSender.Configuration
        /// What every figure bears as a label; nil: none does.
        public var office: String?
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
    public let backups: BackupFiles
    let startedAt: Timestamp
    let office: OfficeLabel
    private let sending: SendingSettings
    private let clockWatch: ClockWatch
    private let zoneWatch: ZoneWatch

    /// How many messages one customer gets; nil: as many as there are.
    public var cap: ContactCap? { scanner.cap }

    /// - Throws: what the clock throws if it cannot make an alarm.
    public init(
        store: Store, clock: any WallClock, carriers: [Channel: any Carrier], configuration: Configuration,
        events: EventLog
    ) throws {
        self.store = store
        self.clock = clock
        self.events = events
        startedAt = clock.now()
        office = OfficeLabel(configuration.office)
        condition = EngineCondition(events: events)
        maker = FollowUpMaker(renderer: TemplateRenderer())
        sending = SendingSettings(configuration.send, carriers)
        let sender = try OutboxSender(
            store: store, settings: sending, clock: clock, events: events, condition: condition)
        self.sender = sender
        let scanner = try DueScanner(
            store: store, maker: maker, clock: clock, configuration: configuration.scan, events: events,
            condition: condition,
            onQueued: { sender.nudge() })
        self.scanner = scanner
        forecaster = Forecaster(store: store, maker: maker, cap: scanner.cap)
        reporter = OfficeReporter(store: store, forecaster: forecaster)
        let directory = configuration.directory ?? "/nonexistent"
        let erasures = ErasureCount()
        let clockWatch = ClockWatch(clock)
        self.clockWatch = clockWatch
        let zoneWatch = ZoneWatch(
            store: store, clock: clock, events: events, condition: condition, onChange: { scanner.nudge() })
        self.zoneWatch = zoneWatch
        let backups = BackupFiles(store: store, standard: "\(directory)/backups")
        self.backups = backups
        let pages = ReportFiles(standard: "\(directory)/reports")
        let eraser = CustomerEraser(
            store: store, settings: sending, pages: pages, erasures: erasures, condition: condition,
            onProgress: { scanner.noteProgress() })
        self.eraser = eraser
        jobs = try JobScheduler(
            store: store, clock: clock, events: events, condition: condition,
            work: JobWork(
                store: store, clock: clock, events: events,
                lastScanAt: { [condition] in condition.read().lastScanAt },
                mail: StaffMail(store: store, settings: sending, erasures: erasures),
                reporter: reporter, backups: backups, pages: pages,
                erasures: erasures, eraser: eraser, clockWatch: clockWatch, zoneWatch: zoneWatch))
    }

    /// Goes by other settings from now on; what is under way ends by those it began with.
    public func change(to configuration: Configuration, carriers: [Channel: any Carrier]) {
        sending.change(configuration.send, carriers)
        office.change(configuration.office)
        scanner.change(to: configuration.scan)
        sender.nudge()
    }

    /// Goes by the system's time zone files as they are now.
    /// - Throws: `ZoneError` if one is missing or cannot be read; the rules stay as they were. `StoreError` if the database cannot be written.
    public func lookAtZones() async throws { try await zoneWatch.look() }

    /// What has to happen once, before the services run: puts right what a crash left.
    /// - Throws: `ZoneError` where a zone's file cannot be used: without it nothing can be dated, nor any caller answered.
    public func recover() async throws {
        if let last = try await store.lastRecordedAt(), clockWatch.doubt(lastRecorded: last) {
            events.record(Event(.clockDoubted, ["now": startedAt.rfc3339(), "last": last.rfc3339()]))
        }
        try await zoneWatch.look()
        if let held = try await store.holdRestored(now: clock.now()) {
            events.record(
                Event(
                    .restored,
                    ["backupAt": held.backupAt?.rfc3339(), "held": held.followUps, "uncertain": held.messages]))
        }
        do {
            try backups.recover()
        } catch {
            condition.degraded("jobs", error)
        }
        try await store.forgetStagedImports()
        try await sender.rescue(now: clock.now())
        _ = try await store.rescueJobs(now: clock.now())
        try await store.ensureJobs(JobSpecification.standard, now: clock.now())
    }
}
