/// The part of the first schema about what is to happen: templates, triggers, and the orders to plan many customers anew.
extension Schema1 {
    static let rules = """
        CREATE TABLE template (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            code TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            purpose TEXT NOT NULL CHECK (purpose IN ('service', 'marketing')),
            subject TEXT NOT NULL,
            text TEXT NOT NULL,
            html TEXT,
            isRetired INTEGER NOT NULL CHECK (isRetired IN (0, 1))
        ) STRICT;

        CREATE TABLE "trigger" (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            code TEXT NOT NULL UNIQUE,
            -- NULL: a rule of tasks.
            statusId INTEGER REFERENCES status,
            name TEXT NOT NULL,
            position INTEGER NOT NULL,
            revision INTEGER NOT NULL CHECK (revision >= 1),
            isEnabled INTEGER NOT NULL CHECK (isEnabled IN (0, 1)),
            isRetired INTEGER NOT NULL CHECK (isRetired IN (0, 1)),
            -- What it makes; asked by the storm guard.
            action TEXT NOT NULL CHECK (action IN ('task', 'message', 'move')),
            -- What its instants are counted from.
            basis TEXT NOT NULL CHECK (
                basis IN ('entered', 'due', 'overdue', 'birthday', 'anniversary', 'task start', 'task due', 'task completed')),
            -- A JSON object of texts: when it fires and what it makes, as a person writes it.
            form TEXT NOT NULL CHECK (json_valid(form) AND json_type(form, '$.when') IS 'text'),
            template TEXT GENERATED ALWAYS AS (form ->> '$.template') STORED REFERENCES template (code),
            CHECK ((action = 'task') = (form ->> '$.task' IS NOT NULL)),
            CHECK ((action = 'message') = (form ->> '$.template' IS NOT NULL)),
            CHECK ((action = 'move') = (form ->> '$.moveTo' IS NOT NULL))
        ) STRICT;
        CREATE INDEX triggerStatus ON "trigger" (statusId, position);

        -- A new or edited trigger, or a status whose due dates are to be counted anew, reaches the customers already in the status by an
        -- order that survives a crash (Store.replanBatch).
        CREATE TABLE replanOrder (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            -- NULL: a trigger of tasks, for those that are open.
            statusId INTEGER REFERENCES status,
            -- NULL: due dates nobody overrode are counted anew, and what hangs on them is planned anew.
            triggerId INTEGER REFERENCES "trigger",
            -- Only what is to come: a calendar has changed, and what has come due stays due.
            isFutureOnly INTEGER NOT NULL CHECK (isFutureOnly IN (0, 1)),
            backfill TEXT NOT NULL CHECK (backfill IN ('staff', 'all', 'future', 'none')),
            createdAt INTEGER NOT NULL,
            -- Of the customer, or of the task.
            lastId INTEGER NOT NULL,
            -- Later periods, or tasks, have been planned by the rules as they are.
            upToId INTEGER NOT NULL,
            CHECK (statusId IS NOT NULL OR triggerId IS NOT NULL)
        ) STRICT;
        """

    static let contact = """
        -- Addresses from which messages came back. An address that was corrected is not on it.
        CREATE TABLE bouncedAddress (
            channel TEXT NOT NULL CHECK (channel IN ('email', 'sms', 'letter')),
            -- In small letters.
            address TEXT NOT NULL,
            at INTEGER NOT NULL,
            reason TEXT NOT NULL,
            PRIMARY KEY (channel, address)
        ) STRICT, WITHOUT ROWID;

        -- Addresses whose owners want nothing more by their channel, also those that no customer has.
        CREATE TABLE optedOutAddress (
            channel TEXT NOT NULL CHECK (channel IN ('email', 'sms')),
            -- In small letters.
            address TEXT NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (channel, address)
        ) STRICT, WITHOUT ROWID;
        """

    static let jobs = """
        CREATE TABLE job (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            code TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            kind TEXT NOT NULL CHECK (kind IN ('digest', 'backup', 'report', 'prune', 'optimize', 'heartbeat')),
            -- A calendar expression, or `every 15 minutes`.
            schedule TEXT NOT NULL,
            -- A JSON object of texts, such as where a backup goes.
            options TEXT NOT NULL CHECK (json_valid(options)),
            jitterSeconds INTEGER NOT NULL CHECK (jitterSeconds BETWEEN 0 AND 86400),
            timeoutSeconds INTEGER NOT NULL CHECK (timeoutSeconds BETWEEN 1 AND 86400),
            retries INTEGER NOT NULL CHECK (retries BETWEEN 0 AND 100),
            isPaused INTEGER NOT NULL CHECK (isPaused IN (0, 1)),
            -- One of those that every office has: its schedule can be changed, and it can be paused, not removed.
            isBuiltIn INTEGER NOT NULL CHECK (isBuiltIn IN (0, 1)),
            createdAt INTEGER NOT NULL,
            -- The next instant of its schedule that has not been run; NULL: there is none.
            nextAt INTEGER,
            -- When the next run, or the retry of the last, is due; NULL: nothing is.
            dueAt INTEGER
        ) STRICT;
        CREATE INDEX jobDue ON job (dueAt) WHERE dueAt IS NOT NULL AND isPaused = 0;

        CREATE TABLE jobRun (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            jobId INTEGER NOT NULL REFERENCES job ON DELETE CASCADE,
            -- The instant of the schedule that it is for; of a run by hand, when it was asked for.
            scheduledAt INTEGER NOT NULL,
            startedAt INTEGER NOT NULL,
            finishedAt INTEGER CHECK (finishedAt IS NULL OR finishedAt >= startedAt),
            outcome TEXT NOT NULL CHECK (outcome IN ('running', 'succeeded', 'failed', 'timed_out', 'interrupted')),
            detail TEXT NOT NULL,
            attempt INTEGER NOT NULL CHECK (attempt >= 1),
            -- Instants of the schedule that it stands for beside its own.
            missed INTEGER NOT NULL CHECK (missed >= 0),
            -- Who asked for it; NULL: the schedule.
            by TEXT,
            CHECK ((outcome = 'running') = (finishedAt IS NULL)),
            -- Whatever happens twice, a run exists once.
            UNIQUE (jobId, scheduledAt)
        ) STRICT;
        CREATE UNIQUE INDEX jobRunRunning ON jobRun (jobId) WHERE outcome = 'running';

        -- Scanning and sending are services; the list of jobs shows them too.
        CREATE TABLE service (
            code TEXT PRIMARY KEY CHECK (code IN ('due-scan', 'send')),
            -- NULL: whenever there is something to do.
            schedule TEXT,
            nextAt INTEGER CHECK (nextAt IS NULL OR schedule IS NOT NULL),
            isPaused INTEGER NOT NULL CHECK (isPaused IN (0, 1)),
            -- What intervals are counted from.
            createdAt INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        INSERT INTO service (code, isPaused, createdAt) VALUES ('due-scan', 0, 0), ('send', 0, 0);
        """
}
