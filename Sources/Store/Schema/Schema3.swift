import GRDB

/// The third schema: it is known by which time zone rules due dates were counted.
enum Schema3 {
    static let identifier = "3"

    static func migrate(_ db: Database) throws {
        try db.execute(
            sql: """
                CREATE TABLE zoneRules (
                    zone TEXT NOT NULL PRIMARY KEY,
                    -- Of the rules by which its due dates were counted last.
                    fingerprint INTEGER NOT NULL
                ) STRICT, WITHOUT ROWID;
                """)
    }
}
