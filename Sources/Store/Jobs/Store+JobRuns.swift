import Domain
import GRDB

/// A run that this process has taken and now has to do.
public struct ClaimedRun: Hashable, Sendable {
    public let run: JobRun
    public let job: JobSpecification
}

extension Store {
    /// When the next run is due; nil if none is.
    public func nextJob() async throws -> Timestamp? {
        try await read { db in
            try Timestamp.fetchOne(
                db.cachedStatement(
                    sql: "SELECT dueAt FROM job WHERE dueAt IS NOT NULL AND isPaused = 0 ORDER BY dueAt LIMIT 1"))
        }
    }

    /// Takes the run that has been due longest, if no other of that job is under way. Instants of the schedule that were missed are one run, that of
    /// the newest; a run is identified by job and instant, so it begins once, whoever asks.
    public func claimJob(now: Timestamp) async throws -> ClaimedRun? {
        try await write { [self] db in
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT * FROM job WHERE dueAt IS NOT NULL AND dueAt <= ? AND isPaused = 0
                        AND id NOT IN (SELECT jobId FROM jobRun WHERE outcome = 'running') ORDER BY dueAt, id LIMIT 1
                    """, arguments: [now])
            guard let row else { return nil }
            let record = try JobRows.record(db, row)
            // A retry of the last run comes before the schedule's next instant.
            if let last = record.lastRun, last.by == nil, Self.isToRetry(last, record.specification),
                (record.nextAt.map { $0 > now } ?? true)
            {
                return try restart(db, last, record, now: now)
            }
            guard let scheduled = record.nextAt, scheduled <= now else {
                try db.execute(
                    sql: "UPDATE job SET dueAt = ? WHERE id = ?",
                    arguments: [Self.due(record.nextAt, record.specification, id: record.id), record.id])
                return nil
            }
            let (newest, missed) = try coalesce(db, record, from: scheduled, now: now)
            return try begin(db, record, scheduledAt: newest, missed: missed, by: nil, now: now)
        }
    }

    /// Begins a run by hand.
    /// - Throws: `StoreError` `jobRunning` while one is under way.
    public func beginJob(code: String, by actor: Actor, now: Timestamp) async throws -> ClaimedRun {
        try await write { [self] db in
            let record = try JobRows.record(db, code: code)
            guard record.lastRun?.outcome != .running else { throw Self.running(code) }
            // Two within a millisecond would be one.
            let latest = try Timestamp.fetchOne(
                db, sql: "SELECT max(scheduledAt) FROM jobRun WHERE jobId = ?", arguments: [record.id])
            let scheduled = max(now, latest.map { $0.adding(milliseconds: 1) } ?? now)
            let run = try begin(db, record, scheduledAt: scheduled, missed: 0, by: actor.name, now: now)
            try AuditRows.write(db, actor, "run", .job, code, now: now)
            guard let run else { throw Self.running(code) }
            return run
        }
    }

    /// Records how a run ended, and when the next is due: a retry with a growing wait, or the schedule's next instant.
    public func finishJob(_ run: ClaimedRun, _ outcome: JobOutcome, detail: String, now: Timestamp) async throws {
        try await write { db in
            try db.execute(
                sql:
                    "UPDATE jobRun SET outcome = ?, detail = ?, finishedAt = max(startedAt, ?) WHERE id = ? AND outcome = 'running'",
                arguments: [outcome, String(detail.prefix(500)), now, run.run.id])
            let record = try JobRows.record(db, code: run.job.code)
            guard let last = record.lastRun else { return }
            let next = Self.due(record.nextAt, record.specification, id: record.id)
            let retry =
                last.by == nil && Self.isToRetry(last, record.specification)
                ? now.adding(milliseconds: min(3_600_000, 30_000 << Int64(min(last.attempt - 1, 10)))) : nil
            try db.execute(
                sql: "UPDATE job SET dueAt = ? WHERE id = ?",
                arguments: [[retry, next].compactMap { $0 }.min(), record.id])
        }
    }

    /// Runs that an earlier process had begun ended with it: they are tried again while they have tries left, else the next is due by the schedule.
    /// Only for the holder of the state directory's lock.
    public func rescueJobs(now: Timestamp) async throws -> Int {
        try await write { db in
            let running = try Row.fetchAll(db, sql: "\(JobRun.select) WHERE r.outcome = 'running'").map(JobRun.init)
            try db.execute(
                sql: """
                    UPDATE jobRun SET outcome = 'interrupted', detail = 'followupd ended meanwhile', finishedAt = max(startedAt, ?)
                    WHERE outcome = 'running'
                    """, arguments: [now])
            for run in running {
                let record = try JobRows.record(db, code: run.job)
                let next = Self.due(record.nextAt, record.specification, id: record.id)
                let isRetried = run.by == nil && run.attempt <= record.specification.retries
                try db.execute(
                    sql: "UPDATE job SET dueAt = ? WHERE id = ?", arguments: [isRetried ? now : next, record.id])
            }
            return running.count
        }
    }

    /// Brings nearer what a clock that ran ahead, or a zone that has changed since, put too far off. A run that has been is not run again.
    public func alignJobs(now: Timestamp) async throws {
        let late = try await read { [self] db in
            let catalog = try catalogForReading(db)
            return try JobRows.all(db).compactMap { record -> (id: Int64, next: Timestamp, due: Timestamp?)? in
                let next = try nextRun(
                    of: record.specification, after: now, createdAt: record.createdAt, catalog: catalog)
                guard let next, let planned = record.nextAt, next < planned else { return nil }
                return (record.id, next, Self.due(next, record.specification, id: record.id))
            }
        }
        guard !late.isEmpty else { return }
        try await write { db in
            for job in late {
                try db.execute(
                    sql: "UPDATE job SET nextAt = ?, dueAt = min(coalesce(dueAt, ?), ?) WHERE id = ?",
                    arguments: [job.next, job.due, job.due, job.id])
            }
        }
    }

    private static func isToRetry(_ run: JobRun, _ job: JobSpecification) -> Bool {
        [.failed, .timedOut, .interrupted].contains(run.outcome) && run.attempt <= job.retries
    }

    private func coalesce(
        _ db: Database, _ record: JobRecord, from scheduled: Timestamp, now: Timestamp
    ) throws -> (Timestamp, Int) {
        let catalog = try catalog(db)
        var newest = scheduled
        var missed = 0
        while let next = try nextRun(
            of: record.specification, after: newest, createdAt: record.createdAt, catalog: catalog), next <= now
        {
            newest = next
            missed += 1
            // After years of downtime the count is not worth the time.
            if missed >= 10_000 {
                newest = max(newest, now)
                break
            }
        }
        return (newest, missed)
    }

    private func begin(
        _ db: Database, _ record: JobRecord, scheduledAt: Timestamp, missed: Int, by user: String?, now: Timestamp
    ) throws -> ClaimedRun? {
        if user == nil {
            let next = try nextRun(
                of: record.specification, after: max(now, scheduledAt), createdAt: record.createdAt,
                catalog: try catalog(db))
            try db.execute(sql: "UPDATE job SET nextAt = ?, dueAt = NULL WHERE id = ?", arguments: [next, record.id])
        }
        try db.execute(
            sql: """
                INSERT INTO jobRun (jobId, scheduledAt, startedAt, outcome, detail, attempt, missed, by) VALUES (?, ?, ?, 'running', '', 1, ?, ?)
                ON CONFLICT (jobId, scheduledAt) DO NOTHING
                """, arguments: [record.id, scheduledAt, now, missed, user])
        guard db.changesCount > 0 else {
            // It has been run: the clock was set back. The next one is due by the schedule.
            let row = try JobRows.record(db, code: record.specification.code)
            try db.execute(
                sql: "UPDATE job SET dueAt = ? WHERE id = ?",
                arguments: [Self.due(row.nextAt, record.specification, id: record.id), record.id])
            return nil
        }
        return try claimed(db, runID: db.lastInsertedRowID, record)
    }

    private func restart(_ db: Database, _ run: JobRun, _ record: JobRecord, now: Timestamp) throws -> ClaimedRun? {
        try db.execute(sql: "UPDATE job SET dueAt = NULL WHERE id = ?", arguments: [record.id])
        try db.execute(
            sql: """
                UPDATE jobRun SET outcome = 'running', startedAt = ?, finishedAt = NULL, detail = '', attempt = attempt + 1 WHERE id = ?
                """, arguments: [now, run.id])
        return try claimed(db, runID: run.id, record)
    }

    private func claimed(_ db: Database, runID: Int64, _ record: JobRecord) throws -> ClaimedRun? {
        try Row.fetchOne(db, sql: "\(JobRun.select) WHERE r.id = ?", arguments: [runID])
            .map { ClaimedRun(run: JobRun($0), job: record.specification) }
    }
}
