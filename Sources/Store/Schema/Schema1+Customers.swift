/// The part of the first schema about who the customers are.
extension Schema1 {
    static let customers = """
        CREATE TABLE customer (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            number TEXT NOT NULL UNIQUE,
            name TEXT NOT NULL,
            department TEXT,
            parentId INTEGER REFERENCES customer CHECK (parentId IS NULL OR parentId <> id),
            branchId INTEGER REFERENCES branch,
            ownerId INTEGER REFERENCES user,
            email TEXT, phone TEXT, mobile TEXT, website TEXT,
            street TEXT, city TEXT, postalCode TEXT, country TEXT,
            accountType TEXT, leadSource TEXT,
            birthday TEXT CHECK (birthday IS date(birthday, '+0 days')),
            anniversary TEXT CHECK (anniversary IS date(anniversary, '+0 days')),
            doNotMarket INTEGER NOT NULL DEFAULT 0 CHECK (doNotMarket IN (0, 1)),
            doNotCall INTEGER NOT NULL DEFAULT 0 CHECK (doNotCall IN (0, 1)),
            optOutEmail INTEGER NOT NULL DEFAULT 0 CHECK (optOutEmail IN (0, 1)),
            optOutSms INTEGER NOT NULL DEFAULT 0 CHECK (optOutSms IN (0, 1)),
            optOutLetter INTEGER NOT NULL DEFAULT 0 CHECK (optOutLetter IN (0, 1)),
            -- Sums in hundredths.
            lastPaymentOn TEXT CHECK (lastPaymentOn IS date(lastPaymentOn, '+0 days')),
            yearToDateSales INTEGER, receivableBalance INTEGER, lifetimeSales INTEGER,
            -- The day on which its status was first an active one.
            activatedOn TEXT CHECK (activatedOn IS date(activatedOn, '+0 days')),
            pausedUntil TEXT CHECK (pausedUntil IS date(pausedUntil, '+0 days')),
            version INTEGER NOT NULL CHECK (version >= 1),
            createdAt INTEGER NOT NULL,
            -- An erased customer keeps its row, so that the ledger stays whole, and nothing that tells who it was.
            erasedAt INTEGER,
            CHECK (erasedAt IS NULL OR (email IS NULL AND phone IS NULL AND mobile IS NULL AND street IS NULL AND birthday IS NULL))
        ) STRICT;
        CREATE INDEX customerParent ON customer (parentId) WHERE parentId IS NOT NULL;
        CREATE INDEX customerOwner ON customer (ownerId) WHERE ownerId IS NOT NULL;
        CREATE INDEX customerBranch ON customer (branchId) WHERE branchId IS NOT NULL;
        CREATE INDEX customerName ON customer (name);
        CREATE INDEX customerEmail ON customer (email) WHERE email IS NOT NULL;
        CREATE INDEX customerPhone ON customer (phone) WHERE phone IS NOT NULL;
        CREATE INDEX customerMobile ON customer (mobile) WHERE mobile IS NOT NULL;
        CREATE INDEX customerCity ON customer (city) WHERE city IS NOT NULL;

        -- Names and departments by their words, accents and case folded; the texts themselves stand in customer.
        CREATE VIRTUAL TABLE customerText USING fts5 (
            name, department, content = 'customer', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
        );
        CREATE TRIGGER customerTextAdded AFTER INSERT ON customer BEGIN
            INSERT INTO customerText (rowid, name, department) VALUES (NEW.id, NEW.name, NEW.department);
        END;
        CREATE TRIGGER customerTextRemoved AFTER DELETE ON customer BEGIN
            INSERT INTO customerText (customerText, rowid, name, department) VALUES ('delete', OLD.id, OLD.name, OLD.department);
        END;
        CREATE TRIGGER customerTextChanged AFTER UPDATE OF name, department ON customer BEGIN
            INSERT INTO customerText (customerText, rowid, name, department) VALUES ('delete', OLD.id, OLD.name, OLD.department);
            INSERT INTO customerText (rowid, name, department) VALUES (NEW.id, NEW.name, NEW.department);
        END;

        -- Departments form trees: whoever would become its own ancestor is refused.
        CREATE TRIGGER customerParentAcyclic BEFORE UPDATE OF parentId ON customer
        WHEN NEW.parentId IS NOT NULL AND NEW.id IN (
            WITH RECURSIVE above (id) AS (
                SELECT NEW.parentId UNION SELECT c.parentId FROM customer c JOIN above ON c.id = above.id WHERE c.parentId IS NOT NULL)
            SELECT id FROM above)
        BEGIN SELECT RAISE(ABORT, 'a customer cannot be a department of itself'); END;

        -- Numbers of customers that were merged into others; they find them still.
        CREATE TABLE formerNumber (
            number TEXT PRIMARY KEY,
            customerId INTEGER NOT NULL REFERENCES customer ON DELETE CASCADE
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX formerNumberCustomer ON formerNumber (customerId);

        CREATE TABLE customerTag (
            customerId INTEGER NOT NULL REFERENCES customer ON DELETE CASCADE,
            tag TEXT NOT NULL,
            PRIMARY KEY (customerId, tag)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX customerTagTag ON customerTag (tag);

        CREATE TABLE customField (
            customerId INTEGER NOT NULL REFERENCES customer ON DELETE CASCADE,
            name TEXT NOT NULL,
            value TEXT NOT NULL,
            PRIMARY KEY (customerId, name)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX customFieldValue ON customField (name, value);

        CREATE TABLE note (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            customerId INTEGER NOT NULL REFERENCES customer ON DELETE CASCADE,
            at INTEGER NOT NULL,
            by TEXT NOT NULL,
            text TEXT NOT NULL
        ) STRICT;
        CREATE INDEX noteCustomer ON note (customerId, id);

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
        """
}
