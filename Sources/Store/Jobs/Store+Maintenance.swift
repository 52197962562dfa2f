import Domain
import GRDB

extension Store {
    /// Removes the ledger of some of the stays that ended before an instant: follow-ups, and the tasks and messages they made. History, notes and the
    /// audit trail stay, and so does what has anything open, be it through tasks about tasks.
    ///
    /// Nothing can fire again for it: a closed stay is never planned (DESIGN 2.3).
    /// - Parameter last: row of the stay behind which it begins.
    /// - Returns: how many follow-ups were removed, and the last stay looked at; nil: there are no more.
    public func prune(before instant: Timestamp, after last: Int64, limit: Int) async throws -> (
        removed: Int, last: Int64?
    ) {
        let periods = try await read { db in
            try Int64.fetchAll(
                db,
                sql:
                    "SELECT id FROM statusPeriod WHERE id > ? AND leftAt IS NOT NULL AND leftAt < ? ORDER BY id LIMIT ?",
                arguments: [last, instant, limit])
        }
        guard let end = periods.last else { return (0, nil) }
        let removed = try await write { db in
            var removed = 0
            for period in periods where try !Self.isAnythingOpen(db, period, since: instant) {
                let ids = try Int64.fetchAll(
                    db.cachedStatement(sql: "SELECT id FROM followUp WHERE subjectKind = 'period' AND subjectId = ?"),
                    arguments: [period])
                for id in ids {
                    // What tasks about its tasks made goes first.
                    let tasks = try Int64.fetchAll(db, sql: "SELECT id FROM task WHERE followUpId = ?", arguments: [id])
                    for task in tasks { try Self.removeLedger(db, ofTask: task) }
                    try Self.removeMade(db, by: id)
                    try db.execute(sql: "DELETE FROM followUp WHERE id = ?", arguments: [id])
                }
                removed += ids.count
            }
            return removed
        }
        return (removed, end)
    }

    /// Removes runs of jobs that began before an instant.
    public func pruneJobRuns(before instant: Timestamp) async throws {
        try await write { db in
            try db.execute(
                sql: "DELETE FROM jobRun WHERE outcome <> 'running' AND startedAt < ?", arguments: [instant])
        }
    }

    private static func isAnythingOpen(_ db: Database, _ period: Int64, since instant: Timestamp) throws -> Bool {
        try Int.fetchOne(
            db.cachedStatement(
                sql: """
                    WITH RECURSIVE made (followUpId) AS (
                        SELECT id FROM followUp WHERE subjectKind = 'period' AND subjectId = ?
                        UNION SELECT f.id FROM made JOIN task t ON t.followUpId = made.followUpId
                        JOIN followUp f ON f.subjectKind = 'task' AND f.subjectId = t.id)
                    SELECT 1 FROM made JOIN followUp f ON f.id = made.followUpId
                    WHERE f.state IN ('planned', 'held')
                        OR EXISTS (SELECT 1 FROM task t WHERE t.followUpId = f.id AND (t.closedAt IS NULL OR t.closedAt >= ?))
                        OR EXISTS (SELECT 1 FROM message m WHERE m.followUpId = f.id AND m.state IN ('queued', 'sending')) LIMIT 1
                    """), arguments: [period, instant]) != nil
    }

    private static func removeLedger(_ db: Database, ofTask id: Int64) throws {
        let followUps = try Int64.fetchAll(
            db, sql: "SELECT id FROM followUp WHERE subjectKind = 'task' AND subjectId = ?", arguments: [id])
        for followUp in followUps {
            let tasks = try Int64.fetchAll(db, sql: "SELECT id FROM task WHERE followUpId = ?", arguments: [followUp])
            for task in tasks { try removeLedger(db, ofTask: task) }
            try removeMade(db, by: followUp)
            try db.execute(sql: "DELETE FROM followUp WHERE id = ?", arguments: [followUp])
        }
        try db.execute(sql: "DELETE FROM message WHERE taskId = ?", arguments: [id])
    }

    private static func removeMade(_ db: Database, by followUp: Int64) throws {
        try db.execute(sql: "DELETE FROM message WHERE followUpId = ?", arguments: [followUp])
        try db.execute(sql: "DELETE FROM task WHERE followUpId = ?", arguments: [followUp])
    }

    /// Brings the statistics of the query planner up to date, and empties the write-ahead log into the file.
    public func optimize() async throws {
        try await Task { [pool] in
            try await pool.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA analysis_limit = 1000; PRAGMA optimize")
                _ = try db.checkpoint(.passive)
            }
        }.value
    }
}
