import GRDB

/// How a database is brought to the newest schema: one step after the other, each a transaction.
public enum SchemaMigration {
    /// What a step tells whoever waits for it.
    public enum Progress: Sendable {
        case begun(schema: String)
        /// It goes on; told about once a second, and only while SQLite really works.
        case going(schema: String, for: Duration)
        case ended(schema: String, took: Duration)
    }

    static let migrator: DatabaseMigrator = {
        var migrator = DatabaseMigrator()
        let steps: [(identifier: String, migrate: @Sendable (Database) throws -> Void)] = [
            (Schema1.identifier, Schema1.migrate), (Schema2.identifier, Schema2.migrate),
            (Schema3.identifier, Schema3.migrate),
        ]
        for step in steps {
            migrator.registerMigration(step.identifier) { db in
                try step.migrate(db)
                Failpoint.reach("migrating")
            }
        }
        return migrator
    }()

    /// - Parameter tell: called before, while and after each step that has to run; not for a database that is new.
    /// - Returns: whether there was something to do.
    /// - Throws: `StoreError` `newerSchema`, or `corrupt` if it is another program's database.
    static func run(_ pool: any DatabaseWriter, tell: @escaping @Sendable (Progress) -> Void) throws -> Bool {
        if try pool.read({ try migrator.hasBeenSuperseded($0) }) {
            throw StoreError(
                .newerSchema,
                "The database was written by a newer followupd; install that version, or restore an older backup.")
        }
        let applied = Set(try pool.read { try migrator.appliedIdentifiers($0) })
        // A first start that was killed has left the table of steps, and nothing else.
        let others = "SELECT 1 FROM sqlite_master WHERE tbl_name <> 'grdb_migrations' LIMIT 1"
        let isForeign = try applied.isEmpty && pool.read { try Int.fetchOne($0, sql: others) != nil }
        guard !isForeign else {
            throw StoreError(
                .corrupt, "The database is another program's; move it away, or choose another --state-directory.")
        }
        for identifier in migrator.migrations where !applied.contains(identifier) {
            guard !applied.isEmpty else {
                try migrator.migrate(pool, upTo: identifier)
                continue
            }
            let began = ContinuousClock.now
            tell(.begun(schema: identifier))
            let watch = ProgressWatch { tell(.going(schema: identifier, for: ContinuousClock.now - began)) }
            pool.writeWithoutTransaction { watch.start($0) }
            defer { pool.writeWithoutTransaction { watch.stop($0) } }
            try migrator.migrate(pool, upTo: identifier)
            Failpoint.reach("migrated")
            tell(.ended(schema: identifier, took: ContinuousClock.now - began))
        }
        return applied.count < migrator.migrations.count
    }
}
