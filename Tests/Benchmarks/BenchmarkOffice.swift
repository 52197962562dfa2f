import Domain
import Engine
import Foundation
import GRDB
import Logging
import Store

/// A database of many customers in one status that has a task and a mail when overdue; those that are due are due at one instant each, all others
/// in a month. Made once for a number of customers, and copied for each measurement.
struct BenchmarkOffice {
    /// What in-process measurements take for the present.
    static let start = Timestamp(milliseconds: 1_795_000_000_000)

    let directory: String
    let customers: Int
    let due: Int
    /// When the due ones are due.
    let now: Timestamp

    /// Builds the database by plain SQL, since it is not what is measured.
    static func make(customers: Int, due: Int, now: Timestamp = start) async throws -> BenchmarkOffice {
        let office = BenchmarkOffice(directory: newDirectory(), customers: customers, due: due, now: now)
        let store = try office.open()
        try await office.addRules(to: store)
        if customers > 0 { try office.fill() }
        try store.close()
        return office
    }

    /// The same again, with nothing of it left to be written.
    func copy() throws -> BenchmarkOffice {
        let office = BenchmarkOffice(directory: Self.newDirectory(), customers: customers, due: due, now: now)
        try FileManager.default.createDirectory(atPath: office.directory, withIntermediateDirectories: true)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: office.directory)
        try FileManager.default.copyItem(atPath: databasePath, toPath: office.databasePath)
        sync()
        return office
    }

    func open() throws -> Store {
        try Store(directory: StateDirectory(path: directory), zones: ZoneInfoDirectory.rules(for:))
    }

    /// SQLite without us, with what the store asks of it: the same durability and caches.
    func openPlain() throws -> DatabasePool {
        let database = try DatabasePool(path: databasePath)
        try database.writeWithoutTransaction {
            try $0.execute(
                sql: """
                    PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA cache_size = -8192; PRAGMA wal_autocheckpoint = 4000;
                    PRAGMA secure_delete = ON; PRAGMA journal_size_limit = 16777216; PRAGMA temp_store = MEMORY
                    """)
        }
        return database
    }

    var databasePath: String { "\(directory)/followupd.sqlite" }

    func remove() throws { try FileManager.default.removeItem(atPath: directory) }

    private static func newDirectory() -> String { NSTemporaryDirectory() + "followupd-benchmark-\(UUID().uuidString)" }

    private func addRules(to store: Store) async throws {
        try await store.ensureDefaultCalendar(zone: "Europe/Berlin")
        try await store.addUser(
            UserSpecification(code: "ana", name: "Ana", email: "ana@example.org"), by: .automation, now: now)
        try await store.addTemplate(
            TemplateSpecification(
                code: "mail", name: "Mail", subject: "Dear {{customer.name}}",
                text: "We have not heard of you since {{status.enteredOn}}.\n\n{{owner.name}}\n"), by: .automation,
            now: now)
        try await store.addStatus(
            StatusSpecification(code: "P", name: "Prospect", duration: TimeSpan(5, .days), isInitial: true),
            withDefaultFollowUp: false, by: .automation, now: now)
        let task = TriggerAction.TaskAction(subject: "Call {{customer.name}} ({{customer.number}})")
        let mail = TriggerAction.MessageAction(template: "mail", recipient: .customer)
        for (code, action) in [("task", TriggerAction.task(task)), ("mail", .message(mail))] {
            try await store.addTrigger(
                TriggerSpecification(code: code, name: code, timing: .whenOverdue, action: action), status: "P",
                backfill: .all, by: .automation, now: now)
        }
        while try await store.replanBatch(limit: 1, now: now) != nil {}
    }

    private func fill() throws {
        let database = try DatabaseQueue(path: databasePath)
        try database.writeWithoutTransaction { db in try db.execute(sql: "PRAGMA foreign_keys = OFF") }
        try database.write { db in
            let numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < \(customers))"
            let late = now.milliseconds
            let month: Int64 = 30 * 86_400_000
            // The due ones are spread over the whole file, and due a second apart from one another.
            let step = max(customers / max(due, 1), 1)
            let overdueAt =
                "CASE WHEN i % \(step) = 0 AND i / \(step) <= \(due) THEN \(late) - 1000 * (i / \(step)) ELSE \(late + month) + i END"
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

/// A scanner of the real engine that nobody wakes.
func scanner(of store: Store, at now: Timestamp) throws -> DueScanner {
    let events = silentEvents()
    return try DueScanner(
        store: store, maker: FollowUpMaker(renderer: TemplateRenderer()), clock: StoppedClock(now),
        configuration: DueScanner.Configuration(), events: events, condition: EngineCondition(events: events),
        onQueued: {})
}
