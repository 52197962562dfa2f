import GRDB
import TestKit

@testable import Store

/// A database of very many customers, written past the store's methods in a few seconds, and analysed.
enum Crowd {
    /// Every customer has an open stay and a planned follow-up, every tenth also a closed stay with a fired follow-up, its task and a
    /// message; instants are spread over a year around `Office.monday`.
    static func fill(_ store: Store, customers: Int) async throws {
        let monday = Office.monday.milliseconds
        let statements = [
            "CREATE TEMP TABLE n (i INTEGER PRIMARY KEY)",
            "INSERT INTO n WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < \(customers)) SELECT i FROM c",
            """
            INSERT INTO customer (id, number, name, ownerId, email, version, createdAt)
            SELECT i, 'n' || i, 'Customer ' || i, 1 + i % 2, 'c' || i || '@example.org', 1, \(monday) FROM n
            """,
            """
            INSERT INTO statusPeriod (id, uuid, customerId, statusId, enteredAt, recordedAt, enteredBy, dueOn, overdueAt, isDueOverridden, round, note, leftAt, leftBy, ending)
            SELECT i, randomblob(16), i, 1, \(monday) + i, \(monday) + i, 'x', '2026-03-05', \(monday) + i * 31536, 0, 0, '',
                iif(i % 10 = 0, \(monday) + i, NULL), iif(i % 10 = 0, 'x', NULL), iif(i % 10 = 0, 'changed', NULL) FROM n
            """,
            """
            INSERT INTO statusPeriod (id, uuid, customerId, statusId, enteredAt, recordedAt, enteredBy, dueOn, overdueAt, isDueOverridden, round, note)
            SELECT \(customers) + i, randomblob(16), i, 2, \(monday) + i, \(monday) + i, 'x', '2026-03-05', \(monday) + i * 31536, 0, 0, '' FROM n WHERE i % 10 = 0
            """,
            """
            INSERT INTO followUp (subjectKind, subjectId, triggerId, round, occurrence, triggerRevision, triggerPosition, customerId, fireAt, state, reason,
                decidedAt, decidedBy, isLate)
            SELECT 'period', id, iif(leftAt IS NULL, 3, 1), 0, 0, 1, 1, customerId, overdueAt, iif(leftAt IS NULL, 'planned', 'fired'), 'none',
                leftAt, 'planner', 0 FROM statusPeriod
            """,
            """
            INSERT INTO task (uuid, step, type, customerId, followUpId, subject, text, assigneeId, priority, dueOn, autoCancel, isLate, state, createdAt, createdBy)
            SELECT randomblob(16), 0, 'todo', customerId, id, 'T', '', 1 + customerId % 2, 5, date(fireAt / 1000, 'unixepoch'), 1, 0, 'open', fireAt, 'x' FROM followUp WHERE state = 'fired'
            """,
            """
            INSERT INTO message (messageId, customerId, followUpId, step, channel, recipient, purpose, fallback, subject, text, keepWhenLeft, isLate, state, reason, attempts,
                createdAt, nextAttemptAt, decidedAt, address)
            SELECT '<' || id || '@x>', customerId, id, 0, 'email', 'customer', 'service', '', 'S', 'T', 0, 0, iif(id % 3 = 0, 'queued', 'sent'), '', 1,
                fireAt, fireAt, iif(id % 3 = 0, NULL, fireAt), 'a@b' FROM followUp WHERE state = 'fired'
            """,
            "DROP TABLE temp.n", "ANALYZE",
        ]
        try await store.pool.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA foreign_keys = OFF; PRAGMA synchronous = OFF")
            try db.inTransaction {
                for statement in statements { try db.execute(sql: statement) }
                return .commit
            }
            try db.execute(sql: "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL")
            // Statistics are read when a connection opens the schema.
            try db.execute(sql: "ANALYZE sqlite_schema")
            db.clearSchemaCache()
        }
    }
}
