import Domain
import GRDB

/// What the first start on a restored backup held back.
public struct HeldAfterRestore: Sendable {
    /// nil: the backup does not say.
    public let backupAt: Timestamp?
    public let followUps: Int
    /// Messages that the backup knew as waiting, or in a carrier's hands: they may have gone since.
    public let messages: Int
}

extension Store {
    /// If this database was a backup: holds all that is due, pauses sending, passes over what jobs that mail have missed, and takes the mark off.
    /// Nobody knows what of it was done after the backup was made. Whoever copied the file into place by hand is served like one who restored it.
    /// - Returns: nil: it is no backup, or has been through this.
    public func holdRestored(now: Timestamp) async throws -> HeldAfterRestore? {
        try await write { [self] db in
            guard let mark = try Row.fetchOne(db, sql: "SELECT madeAt FROM backupMark") else { return nil }
            try db.execute(
                sql:
                    "UPDATE followUp SET state = 'held', reason = 'restored', isReleased = 0 WHERE state = 'planned' AND fireAt <= ?",
                arguments: [now])
            let held = db.changesCount
            let waiting =
                try Int.fetchOne(
                    db,
                    sql: """
                        SELECT (SELECT count(*) FROM message WHERE state = 'queued')
                            + (SELECT count(*) FROM message WHERE state = 'sending')
                        """) ?? 0
            try setService(db, .send, paused: true)
            let catalog = try catalog(db)
            for job in try JobRows.all(db) where [.digest, .report].contains(job.specification.kind) && !job.isPaused {
                let next = try nextRun(of: job.specification, after: now, createdAt: job.createdAt, catalog: catalog)
                try db.execute(
                    sql: "UPDATE job SET nextAt = ?, dueAt = ? WHERE id = ?",
                    arguments: [next, Self.due(next, job.specification, id: job.id), job.id])
            }
            try db.execute(sql: "DELETE FROM backupMark")
            try AuditRows.write(
                db, .automation, "restore", .job, "backup",
                after: ["held": String(held), "messages": String(waiting)], now: now)
            return HeldAfterRestore(backupAt: mark["madeAt"], followUps: held, messages: waiting)
        }
    }
}
