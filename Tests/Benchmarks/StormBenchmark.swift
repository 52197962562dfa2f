import Engine
import Foundation
import GRDB
import Store

/// Many follow-ups due at once, a task and a mail each customer: the engine's pass against the same rows written by plain SQLite.
struct StormBenchmark {
    let customers: Int
    let due: Int
    let rounds: Int

    func run(_ report: Report) async throws {
        let office = try await BenchmarkOffice.make(customers: customers, due: due)
        var measured: [Double] = []
        var baseline: [Double] = []
        for _ in 0..<rounds {
            baseline.append(try await baselineSeconds(office.copy()))
            measured.append(try await engineSeconds(office.copy()))
        }
        report.add(
            Finding(
                "storm of \(due) tasks and mails", customers: customers, .seconds, Spread(measured),
                baseline: Spread(baseline), bar: .ratio(3)))
        try office.remove()
    }

    private func engineSeconds(_ office: BenchmarkOffice) async throws -> Double {
        let store = try office.open()
        let scanner = try scanner(of: store, at: office.now)
        var summary: DueScanner.Summary?
        let elapsed = try await ContinuousClock().measure { summary = try await scanner.runOnce(now: office.now) }
        guard let summary, summary.firing.tasks == due, summary.firing.messages == due else {
            throw BenchmarkError("The pass did not make \(due) tasks and mails.")
        }
        try store.close()
        try office.remove()
        return elapsed / .seconds(1)
    }

    /// The same tables, indexes, triggers, caches and durability; one transaction, set statements, no decisions.
    private func baselineSeconds(_ office: BenchmarkOffice) async throws -> Double {
        let database = try office.openPlain()
        let now = office.now.milliseconds
        let elapsed = try await ContinuousClock().measure {
            try await database.write { db in
                let due =
                    "FROM followUp f JOIN customer c ON c.id = f.customerId WHERE f.state = 'planned' AND f.fireAt <= \(now)"
                try db.execute(
                    sql: """
                        INSERT INTO task (uuid, step, type, customerId, followUpId, subject, text, assigneeId, priority, dueOn, autoCancel, isLate, state,
                            createdAt, createdBy)
                        SELECT randomblob(16), 0, 'todo', c.id, f.id, 'Call ' || c.name || ' (' || c.number || ')', '', c.ownerId, 5, '2026-11-18', 1, 1, 'open',
                            \(now), 'planner' \(due) AND f.triggerId = 1 ORDER BY f.fireAt;
                        INSERT INTO message (messageId, customerId, followUpId, step, channel, recipient, purpose, fallback, subject, text, keepWhenLeft,
                            isLate, state, reason, attempts, createdAt, nextAttemptAt)
                        SELECT '<' || hex(p.uuid) || '.mail.0.0.0@followupd.invalid>', c.id, f.id, 0, 'email', 'customer', 'service', '',
                            'Dear ' || c.name, 'We have not heard of you since 1970-01-01.' || char(10, 10) || 'Ana' || char(10), 0, 1,
                            'queued', '', 0, \(now), \(now)
                            FROM followUp f JOIN customer c ON c.id = f.customerId JOIN statusPeriod p ON p.id = f.subjectId
                            WHERE f.state = 'planned' AND f.fireAt <= \(now) AND f.triggerId = 2 ORDER BY f.fireAt;
                        UPDATE followUp SET state = 'fired', decidedAt = \(now), isLate = 1
                            WHERE state = 'planned' AND fireAt <= \(now);
                        """)
            }
        }
        try database.close()
        try office.remove()
        return elapsed / .seconds(1)
    }
}
