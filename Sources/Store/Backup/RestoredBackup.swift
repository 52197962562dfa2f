import Domain
import GRDB
import Glibc

/// A backup that has taken the place of the database. The daemon that opens it next holds what is due (``Store/holdRestored(now:)``).
public struct RestoredBackup: Sendable {
    /// nil: the file does not say, since no backup of ours made it.
    public let madeAt: Timestamp?
    public let customers: Int
    /// Where the database is now that was there before; nil: there was none.
    public let replaced: String?

    /// Checks a backup and puts it in the place of the database, which is kept beside it. A kill at any moment leaves the one or the other:
    /// a complete copy that has not taken its place yet does so at the next start.
    /// - Parameters:
    ///   - source: a backup; or a database that no process has open, whose log must lie beside it.
    ///   - directory: locked, so that no daemon runs on it.
    /// - Throws: `StoreError` `corrupt`, `newerSchema`, `storageFull`; the database is as it was then.
    public init(restoring source: BackupSource, into directory: StateDirectory) throws {
        let unfinished = directory.unfinishedPath
        // Root restores for the service's user, who could not open files of root's: from the first one on, since a kill can come at any time.
        try FileCopy.give(["\(directory.path)/lock"], toOwnerOf: directory.path)
        // One that was interrupted comes to its end first, and keeps what it has moved aside together.
        try Self.finish(in: directory)
        try source.refuseToBe(unfinished)
        directory.removeUnfinished()
        defer { directory.removeUnfinished() }
        for part in source.parts {
            try FileCopy.copy(part.descriptor, of: source.path + part.suffix, to: unfinished + part.suffix)
        }
        (madeAt, customers) = try Self.examine(unfinished, origin: source.path)
        try FileCopy.give([unfinished], toOwnerOf: directory.path)
        Failpoint.reach("restore-copied")
        guard rename(unfinished, directory.restoredPath) == 0 else {
            throw StoreError(.storageFull, "\(directory.restoredPath) cannot be written; check the disk.")
        }
        try FileCopy.makeDurable(directory.path)
        Failpoint.reach("restore-complete")
        replaced = try Self.finish(in: directory)
    }

    /// Brings a restore to its end that was interrupted after its copy was complete.
    /// - Returns: where the database is now that was there before.
    @discardableResult
    static func finish(in directory: StateDirectory) throws -> String? {
        let complete = directory.restoredPath
        var status = stat()
        guard stat(complete, &status) == 0 else { return nil }
        // By the time of the copy, so that going on after a kill makes the same names; and never over what an earlier restore has kept.
        let base = "\(directory.path)/replaced-\(status.st_mtim.tv_sec)"
        var old = "\(base).sqlite"
        var kept: String?
        var number = 1
        while access(old, F_OK) == 0 {
            kept = old
            number += 1
            old = "\(base)-\(number).sqlite"
        }
        let database = directory.databasePath
        let isToMove = access(database, F_OK) == 0
        // The log first: alone, a log without its database harms nothing, but an old log beside the new database would.
        for part in ["-wal", "-journal", ""] where access(database + part, F_OK) == 0 {
            guard rename(database + part, old + part) == 0 else {
                throw StoreError(.storageFull, "\(database + part) cannot be moved aside; check the disk.")
            }
            Failpoint.reach("restore-aside")
        }
        unlink("\(database)-shm")
        guard rename(complete, database) == 0 else {
            throw StoreError(.storageFull, "\(complete) cannot be moved to its place; check the disk.")
        }
        Failpoint.reach("restored")
        try FileCopy.makeDurable(directory.path)
        return isToMove ? old : kept
    }

    /// Makes sure that the copy is whole and ours, and marks it as one that was a backup.
    private static func examine(_ path: String, origin: String) throws -> (madeAt: Timestamp?, customers: Int) {
        do {
            let copy = try DatabaseQueue(path: path)
            try copy.read { db in
                guard try db.tableExists("grdb_migrations"), try db.tableExists("statusPeriod") else {
                    throw StoreError(.corrupt, "\(origin) is no database of followupd; nothing was changed.")
                }
                guard try !SchemaMigration.migrator.hasBeenSuperseded(db) else {
                    throw StoreError(
                        .newerSchema, "\(origin) was written by a newer followupd; install that version first.")
                }
            }
            // One of an older version has no place for the mark yet.
            try SchemaMigration.migrator.migrate(copy)
            let result = try copy.writeWithoutTransaction { db in
                let findings = try DatabaseIntegrity.findings(db)
                guard findings.isEmpty else {
                    throw StoreError(
                        .corrupt, "\(origin) is damaged; take an older backup, nothing was changed.",
                        cause: findings.joined(separator: "; "))
                }
                try db.execute(sql: "INSERT OR IGNORE INTO backupMark (id) VALUES (1)")
                // Into the one file, and no log beside it.
                try db.execute(sql: "PRAGMA journal_mode = DELETE")
                return (
                    try Timestamp.fetchOne(db, sql: "SELECT madeAt FROM backupMark"),
                    try Int.fetchOne(db, sql: "SELECT count(*) FROM statusPeriod WHERE leftAt IS NULL") ?? 0
                )
            }
            try copy.close()
            try FileCopy.makeDurable(path)
            return result
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError(
                .corrupt, "\(origin) cannot be opened as a database; nothing was changed.",
                cause: String(describing: error))
        }
    }
}
