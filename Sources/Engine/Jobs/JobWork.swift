import Domain
import Store

/// What each kind of job does.
struct JobWork: Sendable {
    let store: Store
    let clock: any WallClock
    let events: EventLog
    /// When the due scan last ended.
    let lastScanAt: @Sendable () -> Timestamp?
    let mail: StaffMail
    let reporter: OfficeReporter
    let backups: BackupFiles
    let pages: ReportFiles
    let erasures: ErasureCount
    let eraser: CustomerEraser
    /// Tells when the wall clock has run ahead of the time that really passed.
    let clockWatch: ClockWatch
    /// Tells when time zone files have changed.
    let zoneWatch: ZoneWatch

    /// Looks at the directory that a job is to write to, so that one which cannot be used is refused when the job is, not found at night.
    /// - Throws: `StoreError` `invalidValue`.
    func refuseUnusable(directory path: String) async throws {
        do {
            try await JobDirectory.check(path)
        } catch let error as JobError {
            throw StoreError(.invalidValue(field: "directory"), "directory is refused: \(error).")
        }
    }

    /// - Returns: what it did, in a few words.
    func perform(_ claimed: ClaimedRun) async throws -> String {
        switch claimed.job.kind {
        case .heartbeat: return try await beat()
        case .optimize:
            try await store.optimize()
            return "statistics are up to date"
        case .prune: return try await prune(claimed.job)
        case .backup: return try await backups.make(claimed.job, run: claimed.run.id, now: clock.now())
        case .digest: return try await digest(claimed)
        case .report: return try await report(claimed)
        }
    }

    private func beat() async throws -> String {
        // The heartbeat must come all the same; health says what is wrong.
        try? await zoneWatch.look()
        let health = try await store.health(now: clock.now())
        events.record(
            Event(
                .heartbeat,
                [
                    "customers": health.customers, "overdue": health.overdueCustomers,
                    "oldestOverdue": health.oldestOverdueAt?.rfc3339(),
                    "planned": health.plannedFollowUps, "due": health.dueFollowUps, "held": health.heldFollowUps,
                    "queued": health.queuedMessages, "sending": health.sendingMessages,
                    "failed": health.failedFollowUps + health.failedMessages,
                    "next": health.nextFollowUpAt?.rfc3339(), "lastScan": lastScanAt()?.rfc3339(),
                    "databaseBytes": health.databaseBytes, "walBytes": health.walBytes,
                ]))
        eraser.goOn()
        return ""
    }

    /// Waits while the wall clock runs ahead of real time: what it takes for old may be of yesterday.
    private func prune(_ job: JobSpecification) async throws -> String {
        if let ahead = clockWatch.daysAhead() {
            throw JobError(
                "the clock runs \(ahead) days ahead of the time that has passed since the start; nothing is removed until that is mended, or followupd is restarted"
            )
        }
        if clockWatch.isDoubtful() {
            throw JobError(
                "the clock was far from what was last recorded when followupd started; set it if it is wrong, otherwise old follow-ups are removed a day after the start"
            )
        }
        let days = job.options["days"].flatMap { Int64($0) } ?? 1_095
        let before = clock.now().adding(milliseconds: -days * 86_400_000)
        var removed = 0
        var last: Int64? = 0
        while let from = last {
            try Task.checkCancellation()
            let batch = try await store.prune(before: before, after: from, limit: 100)
            removed += batch.removed
            last = batch.last
        }
        try await store.pruneJobRuns(before: before)
        return "\(removed) follow-ups older than \(days) days removed"
    }

    // MARK: Mails and pages

    /// A mail to each user who has something to do, with his own figures.
    private func digest(_ claimed: ClaimedRun) async throws -> String {
        var shared = SharedView<OfficeFigures>(erasures)
        return try await mail.send(claimed) { user in
            try await reporter.digest(for: user, now: clock.now()) { actor in
                try await shared.value(for: actor) { try await store.officeFigures(for: actor, now: clock.now()) }
            }
        }
    }

    private func report(_ claimed: ClaimedRun) async throws -> String {
        let days = claimed.job.options["days"].flatMap { Int($0) } ?? 30
        guard claimed.job.options["to"] != nil else {
            return try await erasures.settled {
                let page = try await reporter.page(for: .automation, days: days, now: clock.now())
                return try await pages.write(page, of: claimed.job)
            }
        }
        var shared = SharedView<String>(erasures)
        return try await mail.send(claimed) { user in
            let actor = try await store.catalog().actor(of: user)
            let page = try await shared.value(for: actor) {
                try await reporter.page(for: actor, days: days, now: clock.now())
            }
            return Digest(
                subject: "The office at a glance",
                text: "The state of the office is in the HTML part of this mail.\n", html: page)
        }
    }
}
