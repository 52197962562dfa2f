import Domain
import GRDB

extension Store {
    /// Removes part of the ledger of stays that ended before an instant: follow-ups, and the tasks and messages they made. History, notes and the audit
    /// trail stay. One transaction of at most `limit` follow-ups; what still has an open task stays.
    ///
    /// Nothing can fire again for it: a closed stay is never planned (DESIGN 2.3).
    /// - Returns: how many follow-ups were removed; 0: there are no more.
    public func prune(before instant: Timestamp, limit: Int) async throws -> Int {
        try await write { db in
            let ids = try Int64.fetchAll(
                db,
                sql: """
                    SELECT f.id FROM statusPeriod p JOIN followUp f ON f.subjectKind = 'period' AND f.subjectId = p.id
                    WHERE p.leftAt IS NOT NULL AND p.leftAt < ?1 AND f.state NOT IN ('planned', 'held')
                        AND NOT EXISTS (SELECT 1 FROM task t WHERE t.followUpId = f.id AND (t.closedAt IS NULL OR t.closedAt >= ?1))
                        AND NOT EXISTS (SELECT 1 FROM message m WHERE m.followUpId = f.id AND m.state IN ('queued', 'sending'))
                        AND NOT EXISTS (SELECT 1 FROM task t JOIN followUp g ON g.subjectKind = 'task' AND g.subjectId = t.id
                            JOIN task u ON u.followUpId = g.id WHERE t.followUpId = f.id AND (u.closedAt IS NULL OR u.closedAt >= ?1))
                    LIMIT ?2
                    """, arguments: [instant, limit])
            for id in ids {
                // What tasks about its tasks made goes first.
                let tasks = try Int64.fetchAll(db, sql: "SELECT id FROM task WHERE followUpId = ?", arguments: [id])
                for task in tasks { try Self.removeLedger(db, ofTask: task) }
                try Self.removeMade(db, by: id)
                try db.execute(sql: "DELETE FROM followUp WHERE id = ?", arguments: [id])
            }
            try db.execute(
                sql:
                    "DELETE FROM jobRun WHERE id IN (SELECT id FROM jobRun WHERE outcome <> 'running' AND startedAt < ? LIMIT ?)",
                arguments: [instant, limit])
            return ids.count
        }
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

    /// Copies the database into a new file while others go on writing, and checks the copy.
    /// - Throws: `StoreError` `corrupt` if the copy is not whole.
    public func backUp(to path: String) async throws {
        try await Task { [pool] in
            var configuration = Configuration()
            configuration.label = "backup"
            let copy = try DatabaseQueue(path: path, configuration: configuration)
            try pool.backup(to: copy)
            let findings = try await copy.read { try String.fetchAll($0, sql: "PRAGMA integrity_check(3)") }
            try copy.close()
            guard findings == ["ok"] else {
                throw StoreError(
                    .corrupt, "The backup is not whole; look at the disk.", cause: findings.joined(separator: "; "))
            }
        }.value
    }
}
