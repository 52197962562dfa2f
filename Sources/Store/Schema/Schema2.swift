import GRDB

/// The second schema: backups know that they are backups, and runs of jobs and messages are found without reading all of them.
enum Schema2 {
    static let identifier = "2"

    static func migrate(_ db: Database) throws {
        try db.execute(
            sql: """
                -- Has its row in copies only: whoever opens a database with it has restored a backup.
                CREATE TABLE backupMark (
                    id INTEGER PRIMARY KEY CHECK (id = 1),
                    -- NULL: nobody knows.
                    madeAt INTEGER
                ) STRICT;
                CREATE INDEX jobRunOfJob ON jobRun (jobId, id);
                CREATE INDEX jobRunSucceeded ON jobRun (jobId, finishedAt) WHERE outcome = 'succeeded';
                CREATE INDEX messageCreated ON message (createdAt);
                """)
    }
}
