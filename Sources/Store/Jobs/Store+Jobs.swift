import Domain
import GRDB

extension Store {
    /// Gives the database the jobs that every office has; those it has stay as they are.
    public func ensureJobs(_ jobs: [JobSpecification], now: Timestamp) async throws {
        try await write { [self] db in
            for job in jobs {
                guard try Self.id(db, "SELECT id FROM job WHERE code = ?", job.code) == nil else { continue }
                try insert(db, job, isBuiltIn: true, now: now)
            }
        }
    }

    public func jobs() async throws -> [JobRecord] { try await read { try JobRows.all($0) } }

    public func job(code: String) async throws -> JobRecord { try await read { try JobRows.record($0, code: code) } }

    /// Adds a job of a kind that may be added.
    public func addJob(_ job: JobSpecification, by actor: Actor, now: Timestamp) async throws {
        try await write { [self] db in
            guard job.kind.canBeAdded else {
                throw StoreError.invalid(
                    "kind", "is \(job.kind.rawValue), of which there is one; add a digest, a backup or a report")
            }
            guard try Self.id(db, "SELECT id FROM job WHERE code = ?", job.code) == nil,
                ServiceCode(rawValue: job.code) == nil
            else { throw StoreError.codeTaken("job", job.code) }
            try validate(job)
            try requireRecipient(db, job)
            try requireToCome(db, job, createdAt: now, now: now)
            try insert(db, job, isBuiltIn: false, now: now)
            try AuditRows.write(db, actor, "add", .job, job.code, after: JobRows.texts(job), now: now)
        }
    }

    public func updateJob(
        code: String, by actor: Actor, now: Timestamp,
        _ change: @escaping @Sendable (JobSpecification) throws -> JobSpecification
    ) async throws {
        try await write { [self] db in
            let old = try JobRows.record(db, code: code)
            let new = try change(old.specification)
            guard new != old.specification else { return }
            try validate(new)
            if new.options["to"] != old.specification.options["to"] { try requireRecipient(db, new) }
            try requireToCome(db, new, createdAt: old.createdAt, now: now)
            let next = try nextRun(
                of: new, after: now, createdAt: old.createdAt, catalog: try catalog(db))
            try db.execute(
                sql: """
                    UPDATE job SET name = ?, schedule = ?, options = ?, jitterSeconds = ?, timeoutSeconds = ?, retries = ?, nextAt = ?, dueAt = ?
                    WHERE id = ?
                    """,
                arguments: [
                    new.name, new.schedule.description, try JobRows.options(new.options), new.jitterSeconds,
                    new.timeoutSeconds, new.retries, next, Self.due(next, new, id: old.id), old.id,
                ])
            try AuditRows.write(
                db, actor, "edit", .job, code, before: JobRows.texts(old.specification), after: JobRows.texts(new),
                now: now)
        }
    }

    public func removeJob(code: String, by actor: Actor, now: Timestamp) async throws {
        try await write { db in
            let isService = ServiceCode(rawValue: code) != nil
            guard !isService, case let job = try JobRows.record(db, code: code), !job.isBuiltIn else {
                throw StoreError.invalid(
                    "job \(code)", "is one that every office has; pause it, or change its schedule")
            }
            guard job.lastRun?.outcome != .running else { throw Self.running(code) }
            try db.execute(sql: "DELETE FROM job WHERE id = ?", arguments: [job.id])
            try AuditRows.write(db, actor, "remove", .job, code, before: JobRows.texts(job.specification), now: now)
        }
    }

    /// A page of runs, newest first. The services keep none.
    public func jobRuns(of code: String?, after cursor: PageCursor?, limit: Int) async throws -> [JobRun] {
        try await read { db in
            var page = PageQuery(select: JobRun.select)
            if let code {
                guard ServiceCode(rawValue: code) == nil else {
                    throw StoreError.invalid(
                        "job \(code)", "keeps no list of runs; the journal tells what it does")
                }
                page.require(sql: "r.jobId = ?", [try JobRows.record(db, code: code).id])
            }
            page.after(cursor, key: "r.id", id: "r.id", descending: true)
            return try page.fetch(db, limit: limit).map(JobRun.init)
        }
    }

    // MARK: Pausing

    /// Holds a job or lets it go on; what passes meanwhile is not made up for. The same for the services, by their codes.
    public func setJob(code: String, paused: Bool, by actor: Actor, now: Timestamp) async throws {
        try await write { [self] db in
            if let service = ServiceCode(rawValue: code) {
                try setService(db, service, paused: paused)
            } else {
                let job = try JobRows.record(db, code: code)
                let next = try nextRun(
                    of: job.specification, after: now, createdAt: job.createdAt, catalog: try catalog(db))
                try db.execute(
                    sql: "UPDATE job SET isPaused = ?, nextAt = ?, dueAt = ? WHERE id = ?",
                    arguments: [paused, next, Self.due(next, job.specification, id: job.id), job.id])
            }
            try AuditRows.write(db, actor, paused ? "pause" : "resume", .job, code, now: now)
        }
    }

    // MARK: Rows

    static func running(_ code: String) -> StoreError {
        StoreError(.jobRunning(code: code), "Job \(code) runs this moment; wait until it has ended.")
    }

    private func insert(_ db: Database, _ job: JobSpecification, isBuiltIn: Bool, now: Timestamp) throws {
        try validate(job)
        let next = try nextRun(
            of: job, after: now, createdAt: now, catalog: try catalog(db))
        try db.execute(
            sql: """
                INSERT INTO job (code, name, kind, schedule, options, jitterSeconds, timeoutSeconds, retries, isPaused, isBuiltIn, createdAt,
                    nextAt) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?, ?, ?)
                """,
            arguments: [
                job.code, job.name, job.kind, job.schedule.description, try JobRows.options(job.options),
                job.jitterSeconds, job.timeoutSeconds, job.retries, isBuiltIn, now, next,
            ])
        let id = db.lastInsertedRowID
        try db.execute(sql: "UPDATE job SET dueAt = ? WHERE id = ?", arguments: [Self.due(next, job, id: id), id])
    }

    private func validate(_ job: JobSpecification) throws {
        try Self.validate(("code", job.code, .code), ("name", job.name, .name))
        for (field, value, range) in [
            ("jitterSeconds", job.jitterSeconds, 0...86_400), ("timeoutSeconds", job.timeoutSeconds, 1...86_400),
            ("retries", job.retries, 0...100),
        ] where !range.contains(value) {
            throw StoreError.invalid(field, "is not from \(range.lowerBound) to \(range.upperBound)")
        }
        for (name, value) in job.options {
            guard job.kind.options.contains(name) else {
                let known = job.kind.options.sorted().joined(separator: ", ")
                throw StoreError.invalid(
                    "options",
                    "has \(name.prefix(40)), which a \(job.kind.rawValue) does not take\(known.isEmpty ? "" : "; it takes \(known)")"
                )
            }
            try Self.validate((name, value, .shortText))
            if name == "keep" || name == "days" {
                guard let number = Int(value), (1...36_500).contains(number) else {
                    throw StoreError.invalid(name, "is no number from 1 to 36500")
                }
            }
            if name == "directory", !value.hasPrefix("/") { throw StoreError.invalid(name, "is no absolute path") }
        }
        if job.options["to"] != nil, job.options["directory"] != nil {
            throw StoreError.invalid("options", "has both to and directory; a report is mailed or written")
        }
        if case .calendar(_, let zone?) = job.schedule { _ = try zones(zone) }
    }

    /// Somebody has to be there when it is said; that he may go later is told by the run.
    private func requireRecipient(_ db: Database, _ job: JobSpecification) throws {
        guard let to = job.options["to"] else { return }
        guard let staff = Staff.recipient(to), case let users = try catalog(db).activeUsers(staff), !users.isEmpty
        else { throw StoreError.invalid("to", "is neither an active user's code nor team:CODE with one") }
        guard users.contains(where: { $0.specification.email != nil }) else {
            throw StoreError.invalid("to", "is nobody with a mail address; see `followupctl user edit`")
        }
    }

    private func requireToCome(_ db: Database, _ job: JobSpecification, createdAt: Timestamp, now: Timestamp) throws {
        let next = try nextRun(of: job, after: now, createdAt: createdAt, catalog: try catalog(db))
        guard next != nil else { throw StoreError.invalid("schedule", "never comes: \(job.schedule)") }
    }

    func nextRun(
        of job: JobSpecification, after instant: Timestamp, createdAt: Timestamp, catalog: Catalog
    ) throws -> Timestamp? {
        try next(of: job.schedule, after: instant, createdAt: createdAt, catalog: catalog)
    }

    func next(
        of schedule: Schedule, after instant: Timestamp, createdAt: Timestamp, catalog: Catalog
    ) throws -> Timestamp? {
        var zone = ZoneRules.utc
        if case .calendar(_, let name) = schedule {
            zone = try name.map(zones) ?? catalog.defaultCalendar.zone
        }
        return schedule.next(after: instant, in: zone, origin: createdAt)
    }

    /// With the jitter, which is the same for a run however often it is worked out.
    static func due(_ next: Timestamp?, _ job: JobSpecification, id: Int64) -> Timestamp? {
        guard let next, job.jitterSeconds > 0 else { return next }
        var bits = UInt64(bitPattern: next.milliseconds) &+ UInt64(bitPattern: id) &* 0x9E37_79B9_7F4A_7C15
        bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return next.adding(milliseconds: Int64((bits ^ (bits >> 31)) % UInt64(job.jitterSeconds * 1_000)))
    }
}
