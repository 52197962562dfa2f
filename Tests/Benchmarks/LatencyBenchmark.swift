import Domain
import Engine
import GRDB
import ServiceLifecycle
import Store
import Systemd

/// From the due instant to the committed task, with the real clock, alarm and service, on an otherwise idle store; against a plain sleep
/// and a plain transaction.
struct LatencyBenchmark {
    private static let rounds = 200
    private static let customers = 1_000
    /// Milliseconds between two due instants.
    private static let step: Int64 = 100

    func run(_ report: Report) async throws {
        let office = try await BenchmarkOffice.make(customers: Self.customers, due: 0)
        let measured = try await engineLatencies(office.copy())
        let baseline = try await plainLatencies(office.copy())
        report.add(
            Finding(
                "due instant to task, median", customers: Self.customers, .milliseconds, Spread(measured),
                baseline: Spread(baseline)))
        report.add(
            Finding(
                "due instant to task, p99", customers: Self.customers, .milliseconds, Spread(measured.quantile(0.99)),
                baseline: Spread(baseline.quantile(0.99)), bar: .figure(50)))
        try office.remove()
    }

    private func engineLatencies(_ office: BenchmarkOffice) async throws -> [Double] {
        let store = try office.open()
        let events = silentEvents()
        let clock = SystemClock()
        let scanner = try DueScanner(
            store: store, maker: FollowUpMaker(renderer: TemplateRenderer()), clock: clock,
            configuration: DueScanner.Configuration(), events: events, condition: EngineCondition(events: events),
            onQueued: {})
        let database = try DatabaseQueue(path: office.databasePath)
        let first = clock.now().adding(milliseconds: 500)
        try await database.write { db in
            try db.execute(
                sql: "UPDATE followUp SET state = 'cancelled', decidedAt = 0 WHERE triggerId = 2 OR subjectId > ?",
                arguments: [Self.rounds])
            try db.execute(
                sql: "UPDATE followUp SET fireAt = ? + (subjectId - 1) * ? WHERE triggerId = 1 AND subjectId <= ?",
                arguments: [first.milliseconds, Self.step, Self.rounds])
        }
        var latencies: [Double] = []
        let decided = events.subscribe()
        let service = Task { try await scanner.run() }
        for await event in decided where event.kind == .followUpDecided {
            let now = clock.now()
            let id = event.fields.first { $0.key == "followUp" }.flatMap { Int64($0.value) }
            let fireAt = try await database.read { db in
                try Int64.fetchOne(db, sql: "SELECT fireAt FROM followUp WHERE id = ?", arguments: [id]) ?? 0
            }
            latencies.append(Double(now.milliseconds - fireAt))
            if latencies.count == Self.rounds { break }
        }
        service.cancel()
        _ = try? await service.value
        try database.close()
        try store.close()
        try office.remove()
        return latencies
    }

    private func plainLatencies(_ office: BenchmarkOffice) async throws -> [Double] {
        let database = try office.openPlain()
        let clock = SystemClock()
        let first = ContinuousClock.now + .milliseconds(500)
        var latencies: [Double] = []
        for round in 0..<Self.rounds {
            let due = first + .milliseconds(Self.step) * round
            try await Task.sleep(until: due, tolerance: .zero, clock: .continuous)
            try await database.write { db in
                let id = round + 1
                try db.execute(
                    sql: """
                        INSERT INTO task (uuid, step, type, customerId, followUpId, subject, text, priority, dueOn, autoCancel, isLate, state, createdAt, createdBy)
                        VALUES (randomblob(16), 0, 'todo', ?1, ?1, 'Call', '', 5, '2026-11-18', 1, 0, 'open', ?2, 'planner');
                        """, arguments: [id, clock.now().milliseconds])
                try db.execute(
                    sql: "UPDATE followUp SET state = 'fired', decidedAt = 0 WHERE id = ?", arguments: [id])
            }
            latencies.append((ContinuousClock.now - due) / .milliseconds(1))
        }
        try database.close()
        try office.remove()
        return latencies
    }
}
