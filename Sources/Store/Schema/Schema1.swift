import GRDB

/// The first schema. What may not be is unwritable: CHECKs and partial unique indexes carry the rules, triggers the state machines.
///
/// Every column that a CHECK or UNIQUE speaks of is NOT NULL, or the CHECK names NULL: SQLite lets NULL pass both.
/// Instants are milliseconds since the Unix epoch, UTC (`…At`); civil dates are `YYYY-MM-DD` (`…On`).
/// Partial indexes repeat their state as a literal, as queries must (see the query plan tests).
enum Schema1 {
    static let identifier = "1"

    static func migrate(_ db: Database) throws {
        for part in [
            calendars, people, lifecycle, rules, customers, periods, followUps, tasks, messages, contact, access,
            records, jobs,
        ] {
            try db.execute(sql: part)
        }
    }

    private static let calendars = """
        CREATE TABLE calendar (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            code TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            zone TEXT NOT NULL,
            -- Such as 20:00-08:00; NULL: never.
            quiet TEXT,
            isRetired INTEGER NOT NULL DEFAULT 0 CHECK (isRetired IN (0, 1))
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
            -- Name of the Unix account; NULLs do not collide.
            account TEXT UNIQUE,
            role TEXT NOT NULL CHECK (role IN ('viewer', 'agent', 'manager', 'administrator')),
            mayAssume INTEGER NOT NULL CHECK (mayAssume IN (0, 1)),
            -- Wants a mail for each task that becomes his.
            wantsNotices INTEGER NOT NULL DEFAULT 0 CHECK (wantsNotices IN (0, 1)),
            isActive INTEGER NOT NULL CHECK (isActive IN (0, 1))
        ) STRICT;
        """

    private static let lifecycle = """
        CREATE TABLE status (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            code TEXT NOT NULL,
            name TEXT NOT NULL,
            text TEXT NOT NULL,
            position INTEGER NOT NULL,
            duration TEXT,
            isActive INTEGER NOT NULL CHECK (isActive IN (0, 1)),
            isLoyalty INTEGER NOT NULL CHECK (isLoyalty IN (0, 1)),
            isInitial INTEGER NOT NULL CHECK (isInitial IN (0, 1)),
            isReasonRequired INTEGER NOT NULL CHECK (isReasonRequired IN (0, 1)),
            entryRule TEXT,
            messageOnEntry TEXT NOT NULL CHECK (messageOnEntry IN ('none', 'recommended', 'required')),
            taskOnEntry TEXT NOT NULL CHECK (taskOnEntry IN ('none', 'recommended', 'required')),
            isRetired INTEGER NOT NULL CHECK (isRetired IN (0, 1)),
            -- A deleted status stays as a row, since history names it.
            isDeleted INTEGER NOT NULL CHECK (isDeleted <= isRetired AND isDeleted IN (0, 1)),
            CHECK (NOT (isInitial AND isRetired))
        ) STRICT;
        CREATE UNIQUE INDEX statusCode ON status (code) WHERE isDeleted = 0;
        CREATE UNIQUE INDEX statusName ON status (name) WHERE isRetired = 0;
        CREATE UNIQUE INDEX statusInitial ON status (isInitial) WHERE isInitial = 1;

        CREATE TABLE statusSuccessor (
            statusId INTEGER NOT NULL REFERENCES status ON DELETE CASCADE,
            successorId INTEGER NOT NULL REFERENCES status ON DELETE CASCADE CHECK (successorId <> statusId),
            PRIMARY KEY (statusId, successorId)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE statusReason (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            statusId INTEGER NOT NULL REFERENCES status ON DELETE CASCADE,
            code TEXT NOT NULL,
            name TEXT NOT NULL,
            position INTEGER NOT NULL,
            isRetired INTEGER NOT NULL CHECK (isRetired IN (0, 1)),
            UNIQUE (statusId, code)
        ) STRICT;

        -- A status that is to be deleted, with the one its customers are moved to, batch by batch, across crashes.
        CREATE TABLE statusReplacement (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            statusId INTEGER NOT NULL UNIQUE REFERENCES status,
            replacementId INTEGER NOT NULL REFERENCES status CHECK (replacementId <> statusId),
            orderedBy TEXT NOT NULL,
            orderedAt INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE statusWork (
            statusId INTEGER NOT NULL REFERENCES status ON DELETE CASCADE,
            work TEXT NOT NULL,
            PRIMARY KEY (statusId, work)
        ) STRICT, WITHOUT ROWID;
        """

    private static let periods = """
        CREATE TABLE statusPeriod (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            -- Message-IDs are made of it.
            uuid BLOB NOT NULL UNIQUE CHECK (length(uuid) = 16),
            customerId INTEGER NOT NULL REFERENCES customer,
            statusId INTEGER NOT NULL REFERENCES status,
            reasonId INTEGER REFERENCES statusReason,
            enteredAt INTEGER NOT NULL,
            enteredBy TEXT NOT NULL,
            -- When the entering was recorded: later than it where somebody entered what had happened before.
            recordedAt INTEGER NOT NULL CHECK (recordedAt >= enteredAt),
            -- The status' duration when the stay began, or was last counted anew; NULL: for ever.
            duration TEXT,
            dueOn TEXT CHECK (dueOn IS date(dueOn, '+0 days')),
            overdueAt INTEGER,
            isDueOverridden INTEGER NOT NULL CHECK (isDueOverridden IN (0, 1)),
            round INTEGER NOT NULL CHECK (round >= 0),
            note TEXT NOT NULL,
            -- The stay that the change to this one ended, which is open again if the change is taken back.
            previousId INTEGER REFERENCES statusPeriod,
            leftAt INTEGER CHECK (leftAt IS NULL OR leftAt >= enteredAt),
            leftBy TEXT,
            ending TEXT CHECK (ending IS NULL OR ending IN ('changed', 'merged', 'erased')),
            CHECK ((dueOn IS NULL) = (overdueAt IS NULL)),
            CHECK ((leftAt IS NULL) = (leftBy IS NULL)),
            CHECK ((leftAt IS NULL) = (ending IS NULL))
        ) STRICT;
        -- A customer is in one status at a time.
        CREATE UNIQUE INDEX statusPeriodOpen ON statusPeriod (customerId) WHERE leftAt IS NULL;
        CREATE INDEX statusPeriodPrevious ON statusPeriod (previousId) WHERE previousId IS NOT NULL;
        CREATE INDEX statusPeriodHistory ON statusPeriod (customerId, enteredAt);
        CREATE INDEX statusPeriodStatus ON statusPeriod (statusId, customerId) WHERE leftAt IS NULL;
        CREATE INDEX statusPeriodOverdue ON statusPeriod (overdueAt, id) WHERE leftAt IS NULL AND overdueAt IS NOT NULL;
        CREATE INDEX statusPeriodEntered ON statusPeriod (enteredAt, id) WHERE leftAt IS NULL;
        CREATE INDEX statusPeriodReason ON statusPeriod (reasonId) WHERE reasonId IS NOT NULL;
        """
}
