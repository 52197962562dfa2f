import Domain
import GRDB
import Store
import TestKit
import Testing

@Suite("Illegal states cannot be written")
struct SchemaTests {
    private let office: Office
    private var store: Store { office.store }

    /// Customer 1 is in `prospect`, with a fired follow-up and its message; customer 2 has left it.
    init() async throws {
        office = try await Office()
        try await office.addCustomer("1")
        try await office.addCustomer("2")
        try await office.move("2", to: "active", now: Office.monday)
        _ = try await store.fireDue(now: Office.monday, limit: 1) { _ in
            .message(MessageDraft(channel: .email, recipient: .customer, subject: "S", text: "T", keepWhenLeft: false))
        }
        try await store.setTrigger(code: "slow", enabled: false, by: "ana", now: Office.monday)
        _ = try await store.addTask(TaskDraft(subject: "By hand"), customerNumber: "1", by: "ana", now: Office.monday)
    }

    @Test(
        "the database refuses it",
        arguments: [
            // customers and their periods
            "INSERT INTO customer (number, name, version, createdAt) VALUES ('1', 'Twin', 1, 0)",
            "INSERT INTO customer (number, name, version, createdAt) VALUES (NULL, 'Nobody', 1, 0)",
            "INSERT INTO customer (number, name, version, createdAt) VALUES ('9', NULL, 1, 0)",
            "INSERT INTO customer (number, name, version, createdAt) VALUES ('9', 'Text', 'one', 0)",
            "UPDATE customer SET version = 0", "UPDATE customer SET version = NULL",
            "UPDATE customer SET parentId = id",
            "UPDATE customer SET ownerId = 99", "UPDATE customer SET branchId = 99",
            "DELETE FROM customer WHERE number = '1'",
            "INSERT INTO statusPeriod (uuid, customerId, statusId, enteredAt, recordedAt, enteredBy, isDueOverridden, round, note) VALUES (randomblob(16), 1, 2, 0, 0, 'x', 0, 0, '')",
            "UPDATE statusPeriod SET leftAt = NULL, leftBy = NULL, ending = NULL WHERE customerId = 2",
            "UPDATE statusPeriod SET leftAt = enteredAt - 1, leftBy = 'x', ending = 'changed' WHERE customerId = 1",
            "UPDATE statusPeriod SET leftAt = enteredAt, ending = 'changed' WHERE leftAt IS NULL",
            "UPDATE statusPeriod SET leftAt = enteredAt, leftBy = 'x' WHERE leftAt IS NULL",
            "UPDATE statusPeriod SET ending = 'changed' WHERE leftAt IS NULL",
            "UPDATE statusPeriod SET recordedAt = enteredAt - 1",
            "UPDATE statusPeriod SET leftBy = 'x' WHERE leftAt IS NULL",
            "UPDATE statusPeriod SET dueOn = NULL WHERE dueOn IS NOT NULL",
            "UPDATE statusPeriod SET overdueAt = NULL WHERE dueOn IS NOT NULL",
            "UPDATE statusPeriod SET dueOn = '2026-3-5'", "UPDATE statusPeriod SET dueOn = '2026-02-31'",
            "UPDATE statusPeriod SET dueOn = '2026-19-01'",
            "UPDATE statusPeriod SET uuid = randomblob(15)", "UPDATE statusPeriod SET uuid = NULL",
            "UPDATE statusPeriod SET statusId = 99",
            "UPDATE statusPeriod SET enteredAt = NULL", "UPDATE statusPeriod SET enteredAt = '2026-03-02'",
            "UPDATE statusPeriod SET round = -1",
            "UPDATE statusPeriod SET isDueOverridden = 2", "UPDATE statusPeriod SET isDueOverridden = NULL",
            // follow-ups
            """
            INSERT INTO followUp (subjectKind, subjectId, triggerId, round, occurrence, triggerRevision, triggerPosition, customerId, fireAt, state, reason, decidedBy, isLate)
            SELECT subjectKind, subjectId, triggerId, round, occurrence, triggerRevision, triggerPosition, customerId, fireAt + 1, 'planned', 'none', 'x', 0 FROM followUp LIMIT 1
            """,
            """
            INSERT INTO followUp (subjectKind, subjectId, triggerId, round, occurrence, triggerRevision, triggerPosition, customerId, fireAt, state, reason, decidedBy, isLate)
            SELECT subjectKind, subjectId, triggerId, NULL, occurrence, triggerRevision, triggerPosition, customerId, fireAt, 'planned', 'none', 'x', 0 FROM followUp LIMIT 1
            """,
            "UPDATE followUp SET state = 'planned', decidedAt = NULL WHERE state = 'fired'",
            "UPDATE followUp SET state = 'cancelled' WHERE state = 'fired'",
            "UPDATE followUp SET state = NULL", "UPDATE followUp SET state = 'done'",
            "UPDATE followUp SET state = 'skipped' WHERE state = 'planned'",
            "UPDATE followUp SET state = 'failed', decidedAt = 1 WHERE state = 'planned'",
            "UPDATE followUp SET error = 'x' WHERE state = 'planned'",
            "UPDATE followUp SET subjectKind = 'task'", "UPDATE followUp SET subjectKind = NULL",
            "UPDATE followUp SET triggerId = 99", "UPDATE followUp SET fireAt = NULL",
            "UPDATE followUp SET isLate = NULL", "UPDATE followUp SET reason = NULL",
            "DELETE FROM followUp WHERE state = 'fired'",
            "UPDATE followUp SET occurrence = occurrence + 1 WHERE state = 'fired'",
            "UPDATE followUp SET round = round + 1 WHERE state = 'fired'",
            // tasks
            "UPDATE task SET state = 'done'", "UPDATE task SET closedAt = 1",
            "UPDATE task SET closedAt = 1, closedBy = 'x'", "UPDATE task SET state = NULL",
            "UPDATE task SET state = 'waiting'", "UPDATE task SET priority = 11", "UPDATE task SET priority = NULL",
            "UPDATE task SET dueOn = NULL",
            "UPDATE task SET dueOn = 'today'", "UPDATE task SET dueOn = '2026-02-30'",
            "UPDATE task SET customerId = 99", "UPDATE task SET followUpId = 99",
            // messages
            "UPDATE message SET state = 'sent', decidedAt = 1, address = 'x'",
            "UPDATE message SET state = 'sent', decidedAt = 1",
            "UPDATE message SET state = 'cancelled'", "UPDATE message SET state = NULL",
            "UPDATE message SET decidedAt = 1", "UPDATE message SET attempts = -1",
            "UPDATE message SET attempts = NULL", "UPDATE message SET channel = 'pigeon'",
            "UPDATE message SET recipient = NULL", "UPDATE message SET messageId = NULL",
            """
            INSERT INTO message (messageId, customerId, followUpId, step, channel, recipient, purpose, fallback, subject, text, keepWhenLeft, isLate, state, reason, attempts, createdAt, nextAttemptAt)
            SELECT 'other', customerId, followUpId, step, channel, recipient, purpose, fallback, subject, text, keepWhenLeft, isLate, state, reason, attempts, createdAt, nextAttemptAt FROM message
            """,
            """
            INSERT INTO message (messageId, customerId, step, channel, recipient, purpose, fallback, subject, text, keepWhenLeft, isLate, state, reason, attempts, createdAt, nextAttemptAt, decidedAt)
            VALUES ('other', 1, 0, 'email', 'customer', 'service', '', '', '', 0, 0, 'sent', '', 1, 0, 0, 1)
            """,
            // catalogue
            "INSERT INTO status (code, name, text, position, isActive, isLoyalty, isInitial, isReasonRequired, messageOnEntry, taskOnEntry, isRetired, isDeleted) VALUES ('prospect', 'Other', '', 9, 0, 0, 0, 0, 'none', 'none', 0, 0)",
            "INSERT INTO status (code, name, text, position, isActive, isLoyalty, isInitial, isReasonRequired, messageOnEntry, taskOnEntry, isRetired, isDeleted) VALUES ('other', 'Prospect', '', 9, 0, 0, 0, 0, 'none', 'none', 0, 0)",
            "UPDATE status SET isInitial = 1", "UPDATE status SET isRetired = 1 WHERE isInitial = 1",
            "UPDATE status SET isActive = NULL", "DELETE FROM status WHERE code = 'prospect'",
            "UPDATE \"trigger\" SET action = 'status'",
            "UPDATE \"trigger\" SET action = 'message' WHERE action = 'task'",
            "UPDATE \"trigger\" SET form = json_remove(form, '$.task') WHERE action = 'task'",
            "UPDATE \"trigger\" SET form = json_remove(form, '$.when')", "UPDATE \"trigger\" SET form = 'x'",
            "UPDATE \"trigger\" SET form = json_set(form, '$.template', 'none') WHERE action = 'message'",
            "INSERT INTO bouncedAddress VALUES ('webhook', 'a', 0, '')",
            "UPDATE followUp SET covers = 0", "UPDATE followUp SET subjectKind = 'status'",
            "UPDATE task SET result = 'reached'", "UPDATE task SET type = 'dance'", "UPDATE task SET uuid = x'00'",
            "UPDATE message SET recipient = 'user'", "UPDATE message SET purpose = 'spam'",
            "INSERT INTO service VALUES ('digest', NULL, NULL, 0, 0)", "UPDATE service SET isPaused = 2",
            "UPDATE service SET nextAt = 5",
            "UPDATE \"trigger\" SET revision = 0",
            "DELETE FROM \"trigger\" WHERE code = 'welcome'", "DELETE FROM template",
            "UPDATE replanOrder SET backfill = NULL",
            "UPDATE replanOrder SET backfill = 'some'", "UPDATE replanOrder SET triggerId = 99",
            "INSERT INTO openingHours VALUES (1, 8, 0, 60)", "INSERT INTO openingHours VALUES (1, 7, 60, 60)",
            "INSERT INTO holiday VALUES (1, '2026-02-31', 'x')",
            "INSERT INTO holiday VALUES (1, '25.12.2026', 'x')", "INSERT INTO customerNumber VALUES (2, 1)",
            "UPDATE customerNumber SET next = 0",
        ])
    func refused(sql: String) async throws {
        let before = try await store.contents()
        await #expect(throws: DatabaseError.self) { try await store.raw(sql) }
        #expect(try await store.contents() == before)
    }

    @Test("the domain's state machines and the database's agree: tasks", arguments: TaskState.allCases)
    func tasks(from: TaskState) async throws {
        for to in TaskState.allCases {
            let office = try await Office()
            try await office.addCustomer("1")
            let id = try await office.store.addTask(
                TaskDraft(subject: "T"), customerNumber: "1", by: "ana", now: Office.monday)
            if from != .open { try await office.store.moveTask(id: id, to: from, by: "ana", now: Office.monday) }
            let closed = to.isClosed ? "1, closedBy = 'x'" : "NULL, closedBy = NULL"
            let sql = "UPDATE task SET state = '\(to.rawValue)', closedAt = \(closed)"
            if from == to || from.canBecome(to) {
                try await office.store.raw(sql)
            } else {
                await #expect(throws: DatabaseError.self, "\(from) to \(to)") { try await office.store.raw(sql) }
            }
        }
    }

    @Test("a message goes along its diagram and nowhere else", arguments: MessageState.allCases)
    func messages(from: MessageState) async throws {
        let allowed: [MessageState: Set<MessageState>] = [
            .queued: [.sending, .suppressed, .cancelled], .sending: [.sent, .queued, .failed, .suppressed],
            .failed: [.queued], .sent: [.failed],
        ]
        try await store.raw(
            """
            INSERT INTO message (messageId, customerId, step, channel, recipient, purpose, fallback, subject, text, keepWhenLeft, isLate, state, reason, attempts, createdAt, nextAttemptAt, decidedAt, address)
            VALUES ('other', 1, 0, 'email', 'customer', 'service', '', '', '', 0, 0, '\(from.rawValue)', '', 1, 0, 0, \([.queued, .sending].contains(from) ? "NULL" : "1"), 'a@b')
            """)
        for to in MessageState.allCases where to != from {
            let decidedAt = [.queued, .sending].contains(to) ? "NULL" : "1"
            let sql = "UPDATE message SET state = '\(to.rawValue)', decidedAt = \(decidedAt) WHERE messageId = 'other'"
            if allowed[from]?.contains(to) == true {
                // Tried and taken back, so that every target starts from `from`.
                try await store.raw("SAVEPOINT attempt; \(sql); ROLLBACK TO attempt; RELEASE attempt")
            } else {
                await #expect(throws: DatabaseError.self, "\(from) to \(to)") { try await store.raw(sql) }
            }
        }
    }

    @Test("row ids are never used again")
    func rowIDs() async throws {
        let id = try await store.addTask(TaskDraft(subject: "T"), customerNumber: "1", by: "ana", now: Office.monday)
        try await store.raw("DELETE FROM task WHERE id = \(id)")
        #expect(
            try await store.addTask(TaskDraft(subject: "T"), customerNumber: "1", by: "ana", now: Office.monday) > id)
    }
}
