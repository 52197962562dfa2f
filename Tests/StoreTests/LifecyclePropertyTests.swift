import Domain
import GRDB
import TestKit
import Testing

@testable import Store

/// Whatever is done to customers in whatever order, what must always hold holds.
@Suite("Random sequences of lifecycle commands")
struct LifecyclePropertyTests {
    private static let statuses = ["prospect", "active", "inactive", "extra"]

    private static func office() async throws -> Office {
        var workflow = Office.workflow
        workflow.branches = [
            BranchSpecification(code: "north", name: "North", parent: nil, calendar: nil),
            BranchSpecification(code: "far", name: "Far", parent: nil, calendar: "tokyo"),
        ]
        workflow.calendars = [
            CalendarSpecification(code: "tokyo", name: "Tokyo", zone: "Asia/Tokyo", hours: [:], holidays: [:])
        ]
        workflow.statuses?[1].status.entryRule = try SearchExpression(parsing: "not city = Nowhere")
        workflow.statuses?.append(
            WorkflowStatus(
                status: StatusSpecification(code: "extra", name: "Extra", duration: "2 days"),
                triggers: [TriggerSpecification]()))
        return try await Office(workflow)
    }

    @Test("keep every invariant of the schema, and every change is in the audit trail", arguments: 0..<8)
    func invariants(seed: UInt64) async throws {
        let office = try await Self.office()
        var random = SeededRandom(seed: seed &+ 1000)
        var now = Office.monday
        var changes = 0
        for step in 0..<150 {
            now = now.adding(milliseconds: Int64.random(in: -3_600_000...40_000_000, using: &random))
            let audited = try await office.store.value("SELECT count(*) FROM audit", as: Int.self) ?? 0
            do {
                try await Self.act(office, step: step, now: now, &random)
                changes += 1
            } catch let error as StoreError {
                #expect(error.code != .database, "\(error)")
                // What is refused leaves no trace.
                #expect(try await office.store.value("SELECT count(*) FROM audit", as: Int.self) == audited)
            }
            if step.isMultiple(of: 15) { try await Self.expectInvariants(office) }
        }
        try await Self.expectInvariants(office)
        #expect(changes > 20)
    }

    private static func act(_ office: Office, step: Int, now: Timestamp, _ random: inout SeededRandom) async throws {
        let store = office.store
        func number() -> String { "\(Int.random(in: 1...30, using: &random))" }
        let status = statuses[Int.random(in: 0..<statuses.count, using: &random)]
        let one = number()
        let other = number()
        switch Int.random(in: -3..<16, using: &random) {
        case -3...1:
            let details = CustomerDetails(
                name: "N\(step)", parent: step > 20 ? other : nil, owner: "ana", email: "n@example.org")
            try await store.addCustomer(
                CustomerDraft(
                    number: one, details: details, status: status, entered: .at(now.adding(milliseconds: -100_000_000))),
                by: "ana", now: now)
        case 2, 3, 4:
            _ = try await store.changeStatus(
                number: one, StatusChange(status: status, restart: .random(using: &random)), by: "ana", now: now)
        case 5:
            _ = try await store.advance(
                number: one, StatusChange(status: ""), expectedVersion: nil, by: "ana", now: now)
        case 6: _ = try await store.undoStatusChange(number: one, expectedVersion: nil, by: "ana", now: now)
        case 7:
            let until = Bool.random(using: &random) ? CivilDate("2026-08-01") : nil
            try await store.pauseCustomer(number: one, until: until, expectedVersion: nil, by: "ana", now: now)
        case 8: _ = try await store.setDueDate(number: one, on: "2026-07-01", expectedVersion: nil, by: "ana", now: now)
        case 9: _ = try await store.mergeCustomer(number: one, into: other, expectedVersion: nil, by: "ana", now: now)
        case 10:
            let erasure = try await store.eraseCustomer(number: one, expectedVersion: nil, by: "ana", now: now)
            try await store.removeTraces(of: erasure)
        case 11:
            let edit = CustomerEdit(fields: [
                .branch: ["", "north", "far"][step % 3], .parent: step.isMultiple(of: 2) ? other : "",
            ])
            guard try await store.updateCustomer(number: one, edit, expectedVersion: nil, by: "ana", now: now) > 0
            else { return }
        case 12:
            _ = try await store.fireDue(now: now, limit: 20) { followUp in
                followUp.trigger.code == "welcome"
                    ? .message(
                        MessageDraft(
                            channel: .email, recipient: .customer, subject: "S", text: "T", keepWhenLeft: false))
                    : .task(TaskDraft(subject: "T"), autoCancel: true)
            }
        case 13: try await store.addNote(number: one, text: "N", by: "ana", now: now)
        case 14:
            _ = try await store.changeAllStatuses(
                try SearchExpression(parsing: "overdue or number = \(one)"),
                StatusChange(status: status, restart: true), by: "ana", now: now)
        default:
            _ = try await store.deleteStatus(code: "extra", replaceWith: "inactive", by: "ana", now: now)
            while try await store.replaceBatch(limit: 3, now: now) != nil {}
            try await store.addStatus(
                StatusSpecification(code: "extra", name: "Extra", duration: "2 days"), withDefaultFollowUp: false,
                by: "ana", now: now)
        }
    }

    private static func expectInvariants(_ office: Office) async throws {
        let none = [
            "a customer without an open stay that is not erased":
                "SELECT count(*) FROM customer c WHERE erasedAt IS NULL AND NOT EXISTS (SELECT 1 FROM statusPeriod p WHERE p.customerId = c.id AND p.leftAt IS NULL)",
            "an erased customer with an open stay":
                "SELECT count(*) FROM customer c JOIN statusPeriod p ON p.customerId = c.id WHERE erasedAt IS NOT NULL AND p.leftAt IS NULL",
            "something planned for a closed stay":
                "SELECT count(*) FROM followUp f JOIN statusPeriod p ON p.id = f.subjectId WHERE p.leftAt IS NOT NULL AND f.state IN ('planned', 'held', 'failed')",
            "a follow-up without its stay, or of another customer":
                "SELECT count(*) FROM followUp f LEFT JOIN statusPeriod p ON p.id = f.subjectId WHERE p.customerId IS NOT f.customerId",
            "a stay that begins before its predecessor ended":
                """
            SELECT count(*) FROM statusPeriod p JOIN statusPeriod q ON q.customerId = p.customerId AND q.id > p.id
            WHERE p.ending = 'changed' AND q.enteredAt < p.enteredAt AND NOT EXISTS
                (SELECT 1 FROM statusPeriod m WHERE m.customerId = p.customerId AND m.ending = 'merged')
            """,
            "a fired follow-up without what it made":
                """
            SELECT count(*) FROM followUp f WHERE state = 'fired' AND NOT EXISTS (SELECT 1 FROM task WHERE followUpId = f.id)
            AND NOT EXISTS (SELECT 1 FROM message WHERE followUpId = f.id)
            """,
            "an active customer without an activation date":
                """
            SELECT count(*) FROM customer c JOIN statusPeriod p ON p.customerId = c.id AND p.leftAt IS NULL
            JOIN status s ON s.id = p.statusId WHERE s.isActive AND c.activatedOn IS NULL
            """,
            "a planned follow-up before a pause ends":
                """
            SELECT count(*) FROM followUp f JOIN customer c ON c.id = f.customerId
            WHERE f.state = 'planned' AND f.fireAt < unixepoch(c.pausedUntil) * 1000 - 14 * 3600000
            """,
            "a department that is its own ancestor":
                """
            WITH RECURSIVE above (start, id) AS (SELECT id, parentId FROM customer WHERE parentId IS NOT NULL
                UNION SELECT start, c.parentId FROM above JOIN customer c ON c.id = above.id WHERE c.parentId IS NOT NULL)
            SELECT count(*) FROM above WHERE start = id
            """,
            "a row whose partner is gone": "SELECT count(*) FROM pragma_foreign_key_check",
        ]
        for (what, query) in none {
            let count = try await office.store.value(query, as: Int.self)
            #expect(count == 0, "\(what)")
        }
        #expect(try await office.store.value("PRAGMA integrity_check", as: String.self) == "ok")
        try await office.store.raw("INSERT INTO customerText (customerText) VALUES ('integrity-check')")
    }
}
