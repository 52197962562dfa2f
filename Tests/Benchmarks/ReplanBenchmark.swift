import Domain
import Engine
import GRDB
import Store

/// A rule is edited: everybody in its status is planned anew, against one UPDATE of the same rows.
struct ReplanBenchmark {
    let customers: Int
    let rounds: Int

    func run(_ report: Report) async throws {
        let office = try await BenchmarkOffice.make(customers: customers, due: 0)
        var measured: [Double] = []
        var baseline: [Double] = []
        for _ in 0..<rounds {
            baseline.append(try await baselineSeconds(office.copy()))
            measured.append(try await engineSeconds(office.copy()))
        }
        report.add(
            Finding(
                "planning everybody anew", customers: customers, .seconds, Spread(measured),
                baseline: Spread(baseline)))
        try office.remove()
    }

    private func engineSeconds(_ office: BenchmarkOffice) async throws -> Double {
        let store = try office.open()
        try await store.updateTrigger(code: "task", backfill: .all, by: .automation, now: office.now) { rule in
            var rule = rule
            rule.timing = "1 days after overdue"
            return rule
        }
        let elapsed = try await ContinuousClock().measure {
            while try await store.replanBatch(limit: 5_000, now: office.now) != nil {}
        }
        try store.close()
        try office.remove()
        return elapsed / .seconds(1)
    }

    private func baselineSeconds(_ office: BenchmarkOffice) async throws -> Double {
        let database = try office.openPlain()
        let elapsed = try await ContinuousClock().measure {
            try await database.write { db in
                try db.execute(
                    sql: "UPDATE followUp SET fireAt = fireAt + 86400000, triggerRevision = 2 WHERE triggerId = 1")
            }
        }
        try database.close()
        try office.remove()
        return elapsed / .seconds(1)
    }
}
