import Domain
import GRDB

/// How much there is, and how much waits.
public struct StoreHealth: Hashable, Sendable {
    public let customers: Int
    public let overdueCustomers: Int
    public let oldestOverdueAt: Timestamp?
    public let plannedFollowUps: Int
    public let dueFollowUps: Int
    public let failedFollowUps: Int
    public let heldFollowUps: Int
    public let nextFollowUpAt: Timestamp?
    public let openTasks: Int
    public let queuedMessages: Int
    public let sendingMessages: Int
    public let failedMessages: Int
    public let replanOrders: Int
    public let pausedServices: [String]
    /// When the due scan and sending work next, where a schedule has them rest.
    public let nextScanAt: Timestamp?
    public let nextSendAt: Timestamp?
    /// All jobs, by code.
    public let jobs: [String]
    /// Jobs whose last run failed, by code.
    public let failedJobs: [String]
    /// When each job last succeeded, by code.
    public let jobSuccesses: [String: Timestamp]
    /// When a backup job last succeeded.
    public let lastBackupAt: Timestamp?
    /// Bytes of the database file and of its write-ahead log.
    public let databaseBytes: Int64
    public let walBytes: Int64
}

extension Store {
    /// Counts by index: the cost follows what there is to count.
    public func health(now: Timestamp) async throws -> StoreHealth {
        let path = self.path
        return try await read { db in
            func count(_ sql: String, _ arguments: StatementArguments = StatementArguments()) throws -> Int {
                try Int.fetchOne(db.cachedStatement(sql: sql), arguments: arguments) ?? 0
            }
            let overdue = "FROM statusPeriod WHERE leftAt IS NULL AND overdueAt IS NOT NULL AND overdueAt <= ?"
            return StoreHealth(
                customers: try count("SELECT count(*) FROM statusPeriod WHERE leftAt IS NULL"),
                overdueCustomers: try count("SELECT count(*) \(overdue)", [now]),
                oldestOverdueAt: try Timestamp.fetchOne(db, sql: "SELECT min(overdueAt) \(overdue)", arguments: [now]),
                plannedFollowUps: try count("SELECT count(*) FROM followUp WHERE state = 'planned'"),
                dueFollowUps: try count("SELECT count(*) FROM followUp WHERE state = 'planned' AND fireAt <= ?", [now]),
                failedFollowUps: try count("SELECT count(*) FROM followUp WHERE state = 'failed'"),
                heldFollowUps: try count("SELECT count(*) FROM followUp WHERE state = 'held'"),
                nextFollowUpAt: try Timestamp.fetchOne(
                    db, sql: "SELECT fireAt FROM followUp WHERE state = 'planned' ORDER BY fireAt LIMIT 1"),
                openTasks: try count("SELECT count(*) FROM task WHERE closedAt IS NULL"),
                queuedMessages: try count("SELECT count(*) FROM message WHERE state = 'queued'"),
                sendingMessages: try count("SELECT count(*) FROM message WHERE state = 'sending'"),
                failedMessages: try count("SELECT count(*) FROM message WHERE state = 'failed'"),
                replanOrders: try count(
                    "SELECT (SELECT count(*) FROM replanOrder) + (SELECT count(*) FROM statusReplacement)"),
                pausedServices: try String.fetchAll(
                    db, sql: "SELECT code FROM service WHERE isPaused = 1 ORDER BY code"),
                nextScanAt: try Self.resting(db, .dueScan, now: now), nextSendAt: try Self.resting(db, .send, now: now),
                jobs: try String.fetchAll(db, sql: "SELECT code FROM job ORDER BY code"),
                failedJobs: try String.fetchAll(
                    db,
                    sql: """
                        SELECT j.code FROM job j JOIN jobRun r ON r.id = (SELECT max(id) FROM jobRun WHERE jobId = j.id)
                        WHERE r.outcome IN ('failed', 'timed_out') ORDER BY j.code
                        """),
                jobSuccesses: try Self.successes(db),
                lastBackupAt: try Timestamp.fetchOne(
                    db,
                    sql: "SELECT max((\(Self.lastSuccess))) FROM job j WHERE j.kind = 'backup'"),
                databaseBytes: FileSize.of(path),
                walBytes: FileSize.of("\(path)-wal"))
        }
    }

    private static func successes(_ db: Database) throws -> [String: Timestamp] {
        let rows = try Row.fetchAll(db, sql: "SELECT j.code, (\(lastSuccess)) AS at FROM job j")
        return Dictionary(
            uniqueKeysWithValues: rows.compactMap { row in (row["at"] as Timestamp?).map { (row["code"], $0) } })
    }

    /// Of the newest run, not the latest instant: one that was made while the clock was ahead must not hide those after it.
    private static let lastSuccess =
        "SELECT r.finishedAt FROM jobRun r WHERE r.jobId = j.id AND r.outcome = 'succeeded' ORDER BY r.id DESC LIMIT 1"

    private static func resting(_ db: Database, _ code: ServiceCode, now: Timestamp) throws -> Timestamp? {
        try Timestamp.fetchOne(
            db, sql: "SELECT nextAt FROM service WHERE code = ? AND nextAt > ?", arguments: [code.rawValue, now])
    }

    /// The number of customers overdue: what the service's status line says.
    public func overdueCustomers(now: Timestamp) async throws -> Int {
        try await read { db in
            try Int.fetchOne(
                db.cachedStatement(
                    sql:
                        "SELECT count(*) FROM statusPeriod WHERE leftAt IS NULL AND overdueAt IS NOT NULL AND overdueAt <= ?"
                ),
                arguments: [now]) ?? 0
        }
    }

    /// How many follow-ups the storm guard holds.
    public func heldFollowUps() async throws -> Int {
        try await read { db in
            try Int.fetchOne(db.cachedStatement(sql: "SELECT count(*) FROM followUp WHERE state = 'held'")) ?? 0
        }
    }

    /// A write that changes nothing anybody reads: fails while the disk is full.
    public func proveWritable() async throws {
        try await write { db in
            try db.execute(sql: "INSERT INTO stagedImport (startedBy, startedAt) VALUES ('proof', 0)")
            try db.execute(sql: "DELETE FROM stagedImport WHERE id = ?", arguments: [db.lastInsertedRowID])
        }
    }

    /// An empty turn through the writer: proves that it is alive.
    public func touchWriter() async throws {
        try await write { db in _ = try Int.fetchOne(db, sql: "SELECT 1") }
    }
}
