import GRDB

/// The first schema. What may not be is unwritable: CHECKs and partial unique indexes carry the rules, triggers the state machines.
///
/// Every column that a CHECK or UNIQUE speaks of is NOT NULL, or the CHECK names NULL: SQLite lets NULL pass both.
/// Instants are milliseconds since the Unix epoch, UTC (`…At`); civil dates are `YYYY-MM-DD` (`…On`).
/// Partial indexes repeat their state as a literal, as queries must (see the query plan tests).
enum Schema1 {
    static let identifier = "1"

    static func migrate(_ db: Database) throws {
        try db.execute(sql: calendars)
        try db.execute(sql: people)
        try db.execute(sql: lifecycle)
        try db.execute(sql: customers)
        try db.execute(sql: followUps)
        try db.execute(sql: tasks)
        try db.execute(sql: messages)
    }

    private static let calendars = """
        CREATE TABLE calendar (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            code TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            zone TEXT NOT NULL
        ) STRICT;

        CREATE TABLE openingHours (
            calendarId INTEGER NOT NULL REFERENCES calendar ON DELETE CASCADE,
            weekday INTEGER NOT NULL CHECK (weekday BETWEEN 1 AND 7),
            opensAt INTEGER NOT NULL CHECK (opensAt BETWEEN 0 AND 1438),
            closesAt INTEGER NOT NULL CHECK (closesAt BETWEEN opensAt + 1 AND 1439),
            PRIMARY KEY (calendarId, weekday, opensAt)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE holiday (
            calendarId INTEGER NOT NULL REFERENCES calendar ON DELETE CASCADE,
            onDate TEXT NOT NULL CHECK (onDate IS date(onDate, '+0 days')),
            name TEXT NOT NULL,
            PRIMARY KEY (calendarId, onDate)
        ) STRICT, WITHOUT ROWID;
        """

    private static let people = """
        CREATE TABLE branch (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            code TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            parentId INTEGER REFERENCES branch CHECK (parentId IS NULL OR parentId <> id),
            calendarId INTEGER REFERENCES calendar
        ) STRICT;
        CREATE INDEX branchParent ON branch (parentId);

        CREATE TABLE user (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            code TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            email TEXT,
            isActive INTEGER NOT NULL CHECK (isActive IN (0, 1))
        ) STRICT;
        """

    private static let lifecycle = """
        CREATE TABLE status (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            code TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            text TEXT NOT NULL,
            position INTEGER NOT NULL,
            duration TEXT,
            isActive INTEGER NOT NULL CHECK (isActive IN (0, 1)),
            isLoyalty INTEGER NOT NULL CHECK (isLoyalty IN (0, 1)),
            isInitial INTEGER NOT NULL CHECK (isInitial IN (0, 1)),
            isRetired INTEGER NOT NULL CHECK (isRetired IN (0, 1)),
            CHECK (NOT (isInitial AND isRetired))
        ) STRICT;
        CREATE UNIQUE INDEX statusName ON status (name) WHERE isRetired = 0;
        CREATE UNIQUE INDEX statusInitial ON status (isInitial) WHERE isInitial = 1;

        CREATE TABLE statusWork (
            statusId INTEGER NOT NULL REFERENCES status ON DELETE CASCADE,
            work TEXT NOT NULL,
            PRIMARY KEY (statusId, work)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE template (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            code TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            subject TEXT NOT NULL,
            text TEXT NOT NULL,
            isRetired INTEGER NOT NULL CHECK (isRetired IN (0, 1))
        ) STRICT;

        CREATE TABLE "trigger" (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            code TEXT NOT NULL UNIQUE,
            statusId INTEGER NOT NULL REFERENCES status,
            name TEXT NOT NULL,
            position INTEGER NOT NULL,
            revision INTEGER NOT NULL CHECK (revision >= 1),
            isEnabled INTEGER NOT NULL CHECK (isEnabled IN (0, 1)),
            isRetired INTEGER NOT NULL CHECK (isRetired IN (0, 1)),
            timing TEXT NOT NULL,
            skipAfter TEXT,
            action TEXT NOT NULL CHECK (action IN ('task', 'email')),
            taskSubject TEXT, taskText TEXT,
            priority INTEGER CHECK (priority IS NULL OR priority BETWEEN 1 AND 10),
            autoCancel INTEGER CHECK (autoCancel IS NULL OR autoCancel IN (0, 1)),
            templateId INTEGER REFERENCES template,
            recipient TEXT CHECK (recipient IS NULL OR recipient IN ('customer', 'owner')),
            keepWhenLeft INTEGER CHECK (keepWhenLeft IS NULL OR keepWhenLeft IN (0, 1)),
            CHECK ((action = 'task') = (taskSubject IS NOT NULL AND taskText IS NOT NULL
                AND priority IS NOT NULL AND autoCancel IS NOT NULL)),
            CHECK ((action = 'email') = (templateId IS NOT NULL AND recipient IS NOT NULL AND keepWhenLeft IS NOT NULL))
        ) STRICT;
        CREATE INDEX triggerStatus ON "trigger" (statusId, position);

        -- A new or edited trigger reaches the customers already in its status by an order that survives a crash (Replanner).
        CREATE TABLE replanOrder (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            triggerId INTEGER NOT NULL REFERENCES "trigger",
            backfill TEXT NOT NULL CHECK (backfill IN ('staff', 'all', 'future', 'none')),
            createdAt INTEGER NOT NULL,
            lastPeriodId INTEGER NOT NULL,
            -- Later periods have been planned by the trigger as it is.
            upToPeriodId INTEGER NOT NULL
        ) STRICT;
        """

    private static let customers = """
        CREATE TABLE customer (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            number TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            department TEXT,
            parentId INTEGER REFERENCES customer CHECK (parentId IS NULL OR parentId <> id),
            branchId INTEGER REFERENCES branch,
            ownerId INTEGER REFERENCES user,
            email TEXT, phone TEXT, website TEXT,
            street TEXT, city TEXT, postalCode TEXT, country TEXT,
            accountType TEXT, leadSource TEXT,
            version INTEGER NOT NULL CHECK (version >= 1),
            createdAt INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX customerParent ON customer (parentId) WHERE parentId IS NOT NULL;
        CREATE INDEX customerOwner ON customer (ownerId) WHERE ownerId IS NOT NULL;

        CREATE TABLE customField (
            customerId INTEGER NOT NULL REFERENCES customer ON DELETE CASCADE,
            name TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (customerId, name)
        ) STRICT, WITHOUT ROWID;

        -- The number given to the next customer added without one.
        CREATE TABLE customerNumber (
            only INTEGER PRIMARY KEY CHECK (only = 1),
            next INTEGER NOT NULL CHECK (next >= 1)
        ) STRICT;
        INSERT INTO customerNumber VALUES (1, 1001);

        -- Imports that must go in whole or not at all wait here until their last part has come.
        CREATE TABLE stagedImport (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            startedBy TEXT NOT NULL,
            startedAt INTEGER NOT NULL
        ) STRICT;
        CREATE TABLE stagedImportPart (
            importId INTEGER NOT NULL REFERENCES stagedImport ON DELETE CASCADE,
            firstLine INTEGER NOT NULL,
            text TEXT NOT NULL,
            PRIMARY KEY (importId, firstLine)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE statusPeriod (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            uuid BLOB NOT NULL CHECK (length(uuid) = 16),
            customerId INTEGER NOT NULL REFERENCES customer,
            statusId INTEGER NOT NULL REFERENCES status,
            enteredAt INTEGER NOT NULL,
            enteredBy TEXT NOT NULL,
            dueOn TEXT CHECK (dueOn IS date(dueOn, '+0 days')),
            overdueAt INTEGER,
            isDueOverridden INTEGER NOT NULL CHECK (isDueOverridden IN (0, 1)),
            round INTEGER NOT NULL CHECK (round >= 0),
            note TEXT NOT NULL,
            leftAt INTEGER CHECK (leftAt IS NULL OR leftAt >= enteredAt),
            leftBy TEXT,
            CHECK ((dueOn IS NULL) = (overdueAt IS NULL)),
            CHECK ((leftAt IS NULL) = (leftBy IS NULL))
        ) STRICT;
        -- A customer is in one status at a time.
        CREATE UNIQUE INDEX statusPeriodOpen ON statusPeriod (customerId) WHERE leftAt IS NULL;
        CREATE INDEX statusPeriodHistory ON statusPeriod (customerId, enteredAt);
        CREATE INDEX statusPeriodStatus ON statusPeriod (statusId, id) WHERE leftAt IS NULL;
        CREATE INDEX statusPeriodOverdue ON statusPeriod (overdueAt, id) WHERE leftAt IS NULL AND overdueAt IS NOT NULL;
        """
}
