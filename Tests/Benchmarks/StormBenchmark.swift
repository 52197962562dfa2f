import Domain
import Engine
import Foundation
import GRDB
import Store

/// Many follow-ups due at once, a task and a mail each customer: the engine's pass against the same rows written by plain SQLite.
struct StormBenchmark {
    let customers: Int
    let due: Int
    let rounds: Int

    func run() async throws {
        var measured: [Double] = []
        var baseline: [Double] = []
        var resident: Int64 = 0
        for _ in 0..<rounds {
            baseline.append(try await baselineSeconds())
            let (seconds, memory) = try await engineSeconds()
            measured.append(seconds)
            resident = max(resident, memory)
        }
        let (a, b) = (median(measured), median(baseline))
        print(
            "| storm of \(due) tasks and \(due) mails | \(customers) | \(format(a)) s | \(format(b)) s | \(format(a / b)) |"
        )
        print("| resident memory in the storm | \(customers) | \(resident >> 20) MiB | | |")
    }

    private func engineSeconds() async throws -> (Double, Int64) {
        let office = try await BenchmarkOffice.make(customers: customers, due: due)
        let events = silentEvents()
        let scanner = try DueScanner(
            store: office.store, maker: FollowUpMaker(renderer: TemplateRenderer()),
            clock: StoppedClock(BenchmarkOffice.start),
            configuration: DueScanner.Configuration(), events: events, condition: EngineCondition(events: events),
            onQueued: {})
        let clock = ContinuousClock()
        var summary: DueScanner.Summary?
        let elapsed = try await clock.measure { summary = try await scanner.runOnce(now: BenchmarkOffice.start) }
        guard let summary, summary.firing.tasks == due, summary.firing.messages == due else {
            throw BenchmarkError("the pass did not make \(due) tasks and mails")
        }
        let memory = residentBytes()
        try office.remove()
        return (elapsed / .seconds(1), memory)
    }

    /// The same tables, indexes, triggers and durability; one transaction, set statements, no decisions.
    private func baselineSeconds() async throws -> Double {
        let office = try await BenchmarkOffice.make(customers: customers, due: due)
        try office.store.close()
        let database = try DatabasePool(path: office.databasePath)
        try await database.writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON")
        }
        let now = BenchmarkOffice.start.milliseconds
        let clock = ContinuousClock()
        let elapsed = try await clock.measure {
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
        try FileManager.default.removeItem(atPath: office.directory)
        return elapsed / .seconds(1)
    }
}
