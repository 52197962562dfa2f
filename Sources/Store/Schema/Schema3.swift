import GRDB

/// The third schema: it is known by which time zone rules due dates were counted, and on what terms an import began.
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
                -- They never outlive the daemon that they began with.
                DELETE FROM stagedImport;
                ALTER TABLE stagedImport ADD COLUMN terms TEXT NOT NULL DEFAULT '';
                -- Its last part has come: nobody adds to it, takes it again, or gives it up.
                ALTER TABLE stagedImport ADD COLUMN isClaimed INTEGER NOT NULL DEFAULT 0 CHECK (isClaimed IN (0, 1));
                """)
    }
}
