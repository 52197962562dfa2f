/// The part of the first schema about who may do what, and who did what.
extension Schema1 {
    static let access = """
        CREATE TABLE team (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            code TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL
        ) STRICT;
        CREATE TABLE teamMember (
            teamId INTEGER NOT NULL REFERENCES team ON DELETE CASCADE,
            userId INTEGER NOT NULL REFERENCES user,
            PRIMARY KEY (teamId, userId)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE securityGroup (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            code TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            text TEXT NOT NULL,
            type TEXT NOT NULL CHECK (type IN ('customer_status')),
            -- The level in the hierarchy: the branch and all below it. NULL: the whole office.
            branchId INTEGER REFERENCES branch,
            seesAll INTEGER NOT NULL CHECK (seesAll IN (0, 1)),
            setsAll INTEGER NOT NULL CHECK (setsAll IN (0, 1)),
            UNIQUE (id, type)
        ) STRICT;
        CREATE TABLE securityGroupStatus (
            groupId INTEGER NOT NULL REFERENCES securityGroup ON DELETE CASCADE,
            statusId INTEGER NOT NULL REFERENCES status ON DELETE CASCADE,
            maySee INTEGER NOT NULL CHECK (maySee IN (0, 1)),
            maySet INTEGER NOT NULL CHECK (maySet IN (0, 1)),
            PRIMARY KEY (groupId, statusId)
        ) STRICT, WITHOUT ROWID;
        -- A user is in one group of a type.
        CREATE TABLE securityGroupMember (
            userId INTEGER NOT NULL REFERENCES user,
            type TEXT NOT NULL,
            groupId INTEGER NOT NULL,
            PRIMARY KEY (userId, type),
            FOREIGN KEY (groupId, type) REFERENCES securityGroup (id, type) ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;
        """

    static let records = """
        CREATE TABLE savedSearch (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            code TEXT NOT NULL,
            name TEXT NOT NULL,
            -- Whose it is, as history names people.
            ownerName TEXT NOT NULL,
            isShared INTEGER NOT NULL CHECK (isShared IN (0, 1)),
            expression TEXT NOT NULL,
            -- Names of the columns to show, separated by commas; empty: the usual ones.
            columns TEXT NOT NULL,
            sort TEXT,
            isDescending INTEGER NOT NULL CHECK (isDescending IN (0, 1)),
            withDepartments INTEGER NOT NULL CHECK (withDepartments IN (0, 1)),
            UNIQUE (ownerName, code)
        ) STRICT;
        CREATE UNIQUE INDEX savedSearchShared ON savedSearch (code) WHERE isShared = 1;

        -- Customers erased whose bytes may still be in the files; a start goes on with them.
        CREATE TABLE pendingErasure (customerId INTEGER PRIMARY KEY REFERENCES customer) STRICT;

        -- Every change that a person or program asked for. What triggers do is in followUp, which is their own record.
        CREATE TABLE audit (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at INTEGER NOT NULL,
            uid INTEGER,
            by TEXT NOT NULL,
            -- The service account that acted for `by`.
            assumedBy TEXT,
            action TEXT NOT NULL,
            kind TEXT NOT NULL,
            subject TEXT NOT NULL,
            -- Set where the texts may tell who a customer is, so that erasing finds them.
            customerId INTEGER REFERENCES customer,
            -- JSON objects of texts; NULL where there is nothing to tell.
            before TEXT CHECK (before IS NULL OR json_valid(before)),
            after TEXT CHECK (after IS NULL OR json_valid(after))
        ) STRICT;
        CREATE INDEX auditSubject ON audit (kind, subject, id);
        CREATE INDEX auditBy ON audit (by, id);
        CREATE INDEX auditAt ON audit (at, id);
        CREATE INDEX auditCustomer ON audit (customerId) WHERE customerId IS NOT NULL;
        """
}
