import Domain
import Engine
import Foundation
import GRDB
import Logging
import Store

/// A store with many customers in one status that has a task and a mail when overdue; those that are due are due at one instant each.
struct BenchmarkOffice {
    static let start = Timestamp(milliseconds: 1_795_000_000_000)

    let directory: String
    let store: Store

    /// Builds the database by plain SQL, since it is not what is measured.
    static func make(customers: Int, due: Int) async throws -> BenchmarkOffice {
        let directory = NSTemporaryDirectory() + "followupd-benchmark-\(UUID().uuidString)"
        let store = try Store(directory: StateDirectory(path: directory), zones: ZoneInfoDirectory.rules(for:))
        try await store.ensureDefaultCalendar(zone: "Europe/Berlin")
        try await store.addUser(
            UserSpecification(code: "ana", name: "Ana", email: "ana@example.org"), by: .automation, now: start)
        try await store.addTemplate(
            TemplateSpecification(
                code: "mail", name: "Mail", subject: "Dear {{customer.name}}",
                text: "We have not heard of you since {{status.enteredOn}}.\n\n{{owner.name}}\n"), by: .automation,
            now: start)
        try await store.addStatus(
            StatusSpecification(code: "P", name: "Prospect", duration: TimeSpan(5, .days), isInitial: true),
            withDefaultFollowUp: false, by: .automation, now: start)
        let task = TriggerAction.TaskAction(subject: "Call {{customer.name}} ({{customer.number}})")
        let mail = TriggerAction.MessageAction(template: "mail", recipient: .customer)
        for (code, action) in [("task", TriggerAction.task(task)), ("mail", .message(mail))] {
            try await store.addTrigger(
                TriggerSpecification(code: code, name: code, timing: .whenOverdue, action: action), status: "P",
                backfill: .all, by: .automation, now: start)
        }
        while try await store.replanBatch(limit: 1, now: start) != nil {}
        let office = BenchmarkOffice(directory: directory, store: store)
        try office.fill(customers: customers, due: due)
        return office
    }

    var databasePath: String { "\(directory)/followupd.sqlite" }

    func remove() throws {
        try store.close()
        try FileManager.default.removeItem(atPath: directory)
    }

    private func fill(customers: Int, due: Int) throws {
        let database = try DatabaseQueue(path: databasePath)
        try database.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA foreign_keys = OFF") }
        try database.write { db in
            let numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(customers))"
            let late = Self.start.milliseconds
            // The due ones are spread over the whole file, and due a second apart from one another.
            let step = max(customers / max(due, 1), 1)
            let overdueAt =
                "CASE WHEN i % \(step) = 0 AND i / \(step) <= \(due) THEN \(late) - 1000 * (i / \(step)) ELSE \(late) + 86400000 + i END"
            try db.execute(
                sql: """
                    \(numbers) INSERT INTO customer (id, number, name, ownerId, email, version, createdAt)
                    SELECT i, 'N' || i, 'Customer ' || i, 1, 'c' || i || '@example.com', 1, 0 FROM n;
                    \(numbers) INSERT INTO statusPeriod (id, uuid, customerId, statusId, enteredAt, recordedAt, enteredBy, dueOn, overdueAt,
                        isDueOverridden, round, note)
                    SELECT i, randomblob(16), i, 1, 0, 0, 'root', '2026-11-01', \(overdueAt), 0, 0, '' FROM n;
                    INSERT INTO followUp (subjectKind, subjectId, triggerId, round, occurrence, triggerRevision, triggerPosition,
                        customerId, fireAt, state, reason, decidedBy, isLate)
                    SELECT 'period', p.id, t.id, 0, 0, 1, t.position, p.customerId, p.overdueAt, 'planned', 'none', 'planner', 0
                    FROM statusPeriod p, "trigger" t;
                    ANALYZE;
                    """)
        }
        try database.close()
    }
}

/// The silent log of a benchmark.
func silentEvents() -> EventLog { EventLog(logger: Logger(label: "benchmark") { _ in SwiftLogNoOpLogHandler() }) }
