/// The part of the first schema that grows: follow-ups, and the tasks and messages they made.
extension Schema1 {
    static let followUps = """
        CREATE TABLE followUp (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            subjectKind TEXT NOT NULL CHECK (subjectKind IN ('period', 'task', 'customer')),
            subjectId INTEGER NOT NULL,
            triggerId INTEGER NOT NULL REFERENCES "trigger",
            round INTEGER NOT NULL CHECK (round >= 0),
            occurrence INTEGER NOT NULL CHECK (occurrence >= 0),
            triggerRevision INTEGER NOT NULL,
            triggerPosition INTEGER NOT NULL,
            customerId INTEGER NOT NULL REFERENCES customer,
            fireAt INTEGER NOT NULL,
            expiresAt INTEGER,
            state TEXT NOT NULL
                CHECK (state IN ('planned', 'fired', 'suppressed', 'skipped', 'cancelled', 'failed', 'held')),
            reason TEXT NOT NULL,
            decidedAt INTEGER,
            decidedBy TEXT NOT NULL,
            isLate INTEGER NOT NULL CHECK (isLate IN (0, 1)),
            -- A person has let it go after a storm; the guard does not hold it again.
            isReleased INTEGER NOT NULL DEFAULT 0 CHECK (isReleased IN (0, 1)),
            -- How many occurrences it stands for, with those that were missed before it.
            covers INTEGER NOT NULL DEFAULT 1 CHECK (covers >= 1),
            error TEXT,
            CHECK (state IN ('planned', 'held') OR decidedAt IS NOT NULL),
            CHECK ((state = 'failed') = (error IS NOT NULL)),
            -- The identity of a firing: whatever happens twice, this row exists once (DESIGN 2.3).
            UNIQUE (subjectKind, subjectId, triggerId, round, occurrence)
        ) STRICT;
        -- Due work, in the order in which it is done; only what is planned is in it, so its size is what is to come.
        CREATE INDEX followUpDue ON followUp (fireAt, customerId, triggerPosition, occurrence) WHERE state = 'planned';
        CREATE INDEX followUpFailed ON followUp (id) WHERE state = 'failed';
        CREATE INDEX followUpHeld ON followUp (id) WHERE state = 'held';
        CREATE INDEX followUpCustomer ON followUp (customerId, fireAt);
        CREATE INDEX followUpFireAt ON followUp (fireAt, id);

        -- In everything but whose it is: customers are merged.
        CREATE TRIGGER followUpFiredIsFinal BEFORE UPDATE OF subjectKind, subjectId, triggerId, round, occurrence, fireAt, state, reason,
            decidedAt, decidedBy, isLate ON followUp
        WHEN OLD.state = 'fired'
        BEGIN SELECT RAISE(ABORT, 'a fired follow-up is final'); END;

        CREATE TRIGGER followUpState BEFORE UPDATE OF state ON followUp
        WHEN NOT (OLD.state = NEW.state
            OR OLD.state = 'planned'
            OR (OLD.state IN ('held', 'failed') AND NEW.state IN ('planned', 'skipped', 'cancelled'))
            OR (OLD.state IN ('skipped', 'cancelled') AND NEW.state IN ('planned', 'skipped', 'cancelled'))
            OR (OLD.state = 'cancelled' AND OLD.reason = 'storm' AND NEW.state = 'held'))
        BEGIN SELECT RAISE(ABORT, 'a follow-up cannot change like that'); END;
        """

    static let tasks = """
        CREATE TABLE task (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            -- Message-IDs of what its own triggers make are made of it.
            uuid BLOB NOT NULL CHECK (length(uuid) = 16),
            customerId INTEGER NOT NULL REFERENCES customer,
            followUpId INTEGER REFERENCES followUp,
            -- Its place in the chain of ways to reach somebody, for a call that stands in for a message.
            step INTEGER NOT NULL CHECK (step >= 0),
            -- The stay that a status change began when it brought this task with it.
            periodId INTEGER REFERENCES statusPeriod,
            subject TEXT NOT NULL,
            text TEXT NOT NULL,
            type TEXT NOT NULL CHECK (type IN ('todo', 'call', 'visit', 'letter')),
            assigneeId INTEGER REFERENCES user,
            teamId INTEGER REFERENCES team ON DELETE SET NULL CHECK (teamId IS NULL OR assigneeId IS NULL),
            priority INTEGER NOT NULL CHECK (priority BETWEEN 1 AND 10),
            dueOn TEXT NOT NULL CHECK (dueOn IS date(dueOn, '+0 days')),
            autoCancel INTEGER NOT NULL CHECK (autoCancel IN (0, 1)),
            isLate INTEGER NOT NULL CHECK (isLate IN (0, 1)),
            state TEXT NOT NULL CHECK (state IN ('open', 'in_progress', 'done', 'cancelled')),
            createdAt INTEGER NOT NULL,
            createdBy TEXT NOT NULL,
            startedAt INTEGER,
            closedAt INTEGER,
            closedBy TEXT,
            -- Of a call.
            result TEXT CHECK (result IS NULL OR (type = 'call' AND state = 'done' AND result IN ('no_answer', 'busy', 'left_voicemail', 'reached'))),
            outcome TEXT,
            -- Grows when it is snoozed or reopened, so that its triggers watch it again.
            round INTEGER NOT NULL DEFAULT 0 CHECK (round >= 0),
            -- How often it was reopened.
            reopenings INTEGER NOT NULL DEFAULT 0 CHECK (reopenings >= 0),
            CHECK ((closedAt IS NOT NULL) = (state IN ('done', 'cancelled'))),
            CHECK ((closedAt IS NULL) = (closedBy IS NULL))
        ) STRICT;
        CREATE UNIQUE INDEX taskFollowUp ON task (followUpId, step) WHERE followUpId IS NOT NULL;
        CREATE INDEX taskPeriod ON task (periodId) WHERE periodId IS NOT NULL;
        CREATE INDEX taskCustomer ON task (customerId, id);
        CREATE INDEX taskOpen ON task (dueOn, id) WHERE closedAt IS NULL;
        CREATE INDEX taskAssignee ON task (assigneeId, dueOn, id) WHERE closedAt IS NULL;
        CREATE INDEX taskTeam ON task (teamId, dueOn, id) WHERE closedAt IS NULL AND teamId IS NOT NULL;
        CREATE INDEX taskDue ON task (dueOn, id);
        CREATE INDEX taskStillOpen ON task (id) WHERE closedAt IS NULL;

        CREATE TABLE taskNote (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            taskId INTEGER NOT NULL REFERENCES task ON DELETE CASCADE,
            at INTEGER NOT NULL,
            by TEXT NOT NULL,
            text TEXT NOT NULL
        ) STRICT;
        CREATE INDEX taskNoteTask ON taskNote (taskId, id);

        CREATE TRIGGER taskState BEFORE UPDATE OF state ON task
        WHEN NOT (OLD.state = NEW.state
            OR (OLD.state = 'open' AND NEW.state IN ('in_progress', 'done', 'cancelled'))
            OR (OLD.state = 'in_progress' AND NEW.state IN ('open', 'done', 'cancelled'))
            OR (OLD.state IN ('done', 'cancelled') AND NEW.state = 'open')
            -- The change of status that had cancelled it is taken back.
            OR (OLD.state = 'cancelled' AND NEW.state = 'in_progress' AND OLD.startedAt IS NOT NULL))
        BEGIN SELECT RAISE(ABORT, 'a task cannot change like that'); END;
        """

    static let messages = """
        CREATE TABLE message (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            messageId TEXT NOT NULL UNIQUE,
            customerId INTEGER NOT NULL REFERENCES customer,
            followUpId INTEGER REFERENCES followUp,
            -- The stay that a status change began when it brought this message with it.
            periodId INTEGER REFERENCES statusPeriod,
            step INTEGER NOT NULL CHECK (step >= 0),
            -- The task whose assignee it tells.
            taskId INTEGER REFERENCES task ON DELETE CASCADE,
            channel TEXT NOT NULL CHECK (channel IN ('email', 'sms', 'letter', 'webhook')),
            recipient TEXT NOT NULL CHECK (recipient IN ('customer', 'owner', 'user')),
            -- The member of staff, where the recipient is a user.
            userId INTEGER REFERENCES user CHECK ((userId IS NOT NULL) = (recipient = 'user')),
            purpose TEXT NOT NULL CHECK (purpose IN ('service', 'marketing')),
            -- The ways that are left if this one cannot be gone, such as `email, call`.
            fallback TEXT NOT NULL,
            subject TEXT NOT NULL,
            text TEXT NOT NULL,
            html TEXT,
            keepWhenLeft INTEGER NOT NULL CHECK (keepWhenLeft IN (0, 1)),
            isLate INTEGER NOT NULL CHECK (isLate IN (0, 1)),
            state TEXT NOT NULL CHECK (state IN ('queued', 'sending', 'sent', 'failed', 'suppressed', 'cancelled')),
            reason TEXT NOT NULL,
            attempts INTEGER NOT NULL CHECK (attempts >= 0),
            createdAt INTEGER NOT NULL,
            nextAttemptAt INTEGER NOT NULL,
            expiresAt INTEGER,
            decidedAt INTEGER,
            address TEXT,
            CHECK ((state IN ('queued', 'sending')) = (decidedAt IS NULL)),
            CHECK (state <> 'sent' OR address IS NOT NULL)
        ) STRICT;
        CREATE UNIQUE INDEX messageFollowUp ON message (followUpId, step, coalesce(userId, 0)) WHERE followUpId IS NOT NULL;
        CREATE INDEX messageTask ON message (taskId) WHERE taskId IS NOT NULL;
        CREATE INDEX messagePeriod ON message (periodId) WHERE periodId IS NOT NULL;
        CREATE INDEX messageCustomer ON message (customerId, id);
        CREATE INDEX messageQueued ON message (channel, nextAttemptAt, id) WHERE state = 'queued';
        CREATE INDEX messageSending ON message (id) WHERE state = 'sending';
        CREATE INDEX messageFailed ON message (id) WHERE state = 'failed';

        CREATE TRIGGER messageState BEFORE UPDATE OF state ON message
        WHEN NOT (OLD.state = NEW.state
            OR (OLD.state = 'queued' AND NEW.state IN ('sending', 'suppressed', 'cancelled'))
            OR (OLD.state = 'sending' AND NEW.state IN ('sent', 'queued', 'failed', 'suppressed'))
            -- It came back.
            OR (OLD.state = 'sent' AND NEW.state = 'failed')
            OR (OLD.state = 'failed' AND NEW.state = 'queued')
            -- Only the undoing of a status change brings back what the change withdrew.
            OR (OLD.state = 'cancelled' AND OLD.reason = 'statusLeft' AND NEW.state = 'queued'))
        BEGIN SELECT RAISE(ABORT, 'a message cannot change like that'); END;

        -- A step of a chain is a message or a call, never both.
        CREATE TRIGGER taskStep BEFORE INSERT ON task
        WHEN NEW.followUpId IS NOT NULL AND NEW.step > 0
            AND EXISTS (SELECT 1 FROM message WHERE followUpId = NEW.followUpId AND step = NEW.step)
        BEGIN SELECT RAISE(ABORT, 'that step of the chain is a message'); END;
        CREATE TRIGGER messageStep BEFORE INSERT ON message
        WHEN NEW.followUpId IS NOT NULL AND NEW.step > 0
            AND EXISTS (SELECT 1 FROM task WHERE followUpId = NEW.followUpId AND step = NEW.step)
        BEGIN SELECT RAISE(ABORT, 'that step of the chain is a call'); END;
        """
}
