import Engine
import GRDB
import Store

/// A pass with nothing due: its cost must not depend on how many customers there are.
struct IdleScanBenchmark {
    let customers: Int

    private static let passes = 500

    /// Beyond so many customers, it is compared with what it costs at so many.
    private static let few = 10_000

    func run(_ report: Report) async throws {
        let (measured, baseline) = try await milliseconds(among: customers)
        report.add(
            Finding(
                "scan with nothing due", customers: customers, .milliseconds, Spread(measured),
                baseline: Spread(baseline), bar: .figure(1)))
        guard customers > Self.few else { return }
        report.add(
            Finding(
                "scan with nothing due, as among \(Self.few)", customers: customers, .milliseconds, Spread(measured),
                baseline: Spread(try await milliseconds(among: Self.few).measured), bar: .ratio(2)))
    }

    private func milliseconds(among customers: Int) async throws -> (measured: [Double], baseline: [Double]) {
        let office = try await BenchmarkOffice.make(customers: customers, due: 0)
        let store = try office.open()
        let scanner = try scanner(of: store, at: office.now)
        let database = try DatabasePool(path: office.databasePath)
        let now = office.now.milliseconds
        let clock = ContinuousClock()
        var measured: [Double] = []
        var baseline: [Double] = []
        for _ in 0..<Self.passes {
            measured.append(
                try await clock.measure { _ = try await scanner.runOnce(now: office.now) } / .milliseconds(1))
            // What must be asked: what is due, what is to be planned anew, what comes next; each in a transaction.
            baseline.append(
                try await clock.measure {
                    for sql in [
                        "SELECT * FROM followUp WHERE state = 'planned' AND fireAt <= \(now) ORDER BY fireAt LIMIT 32",
                        "SELECT * FROM statusReplacement LIMIT 1", "SELECT * FROM replanOrder LIMIT 1",
                    ] {
                        _ = try await database.write { try Row.fetchAll($0.cachedStatement(sql: sql)).count }
                    }
                    _ = try await database.read {
                        try Int64.fetchOne(
                            $0.cachedStatement(
                                sql: "SELECT fireAt FROM followUp WHERE state = 'planned' ORDER BY fireAt LIMIT 1"))
                    }
                } / .milliseconds(1))
        }
        try database.close()
        try store.close()
        try office.remove()
        return (measured, baseline)
    }
}
