import Domain
import GRDB
import Store

/// First pages of searches with one rule, rare and frequent ones: none may cost more for there being more customers. Against as many rows
/// read in the order of their numbers.
struct SearchBenchmark {
    let customers: Int

    private static let rounds = 21
    private static let page = 200

    /// Each rule has an index, except the last two, which read on until a page is full.
    private static let searches = [
        "number = N777", "name = \"Customer 777\"", "name ~ \"customer 777\"", "name ~ customer",
        "email = c777@example.com",
        "phone = 5", "city = \"City 5\"", "city = Metropolis", "tag = rare", "tag = frequent", "owner = ana",
        "status = P", "overdue",
        "overdue by 3 days", "due < today + 3 business days", "entered >= today - 1 month", "custom.industry = Ports",
        "branch is not set", "leadSource is not set",
    ]

    func run(_ report: Report) async throws {
        let office = try await BenchmarkOffice.make(customers: customers, due: customers / 20)
        try await fill(office)
        let store = try office.open()
        let plain = try DatabasePool(path: office.databasePath)
        let clock = ContinuousClock()
        for text in Self.searches {
            var search = CustomerSearch(try SearchExpression(parsing: text))
            search.sort = store.order(of: search)
            let asked = search
            var measured: [Double] = []
            var baseline: [Double] = []
            for _ in 0..<Self.rounds {
                var found = 0
                measured.append(
                    try await clock.measure {
                        found = try await store.customers(
                            asked, for: .automation, after: nil, limit: Self.page, now: office.now
                        ).count
                    } / .milliseconds(1))
                let count = max(1, found)
                baseline.append(
                    try await clock.measure {
                        _ = try await plain.read { db in
                            try Row.fetchAll(
                                db.cachedStatement(
                                    sql: """
                                        SELECT c.*, p.*, u.name FROM customer c JOIN statusPeriod p ON p.customerId = c.id AND p.leftAt IS NULL
                                        LEFT JOIN user u ON u.id = c.ownerId ORDER BY c.number LIMIT ?
                                        """), arguments: [count]
                            ).count
                        }
                    } / .milliseconds(1))
            }
            report.add(
                Finding(
                    "first page of `\(text)`", customers: customers, .milliseconds, Spread(measured),
                    baseline: Spread(baseline)))
        }
        try plain.close()
        try store.close()
        try office.remove()
    }

    private func fill(_ office: BenchmarkOffice) async throws {
        let database = try DatabaseQueue(path: office.databasePath)
        try await database.write { db in
            try db.execute(
                sql: """
                    UPDATE customer SET phone = id % 50000,
                        city = CASE WHEN id % 3 = 0 THEN 'Metropolis' ELSE 'City ' || (id % 1000) END;
                    INSERT INTO customerTag (customerId, tag) SELECT id, 'frequent' FROM customer WHERE id % 2 = 0;
                    INSERT INTO customerTag (customerId, tag) SELECT id, 'rare' FROM customer WHERE id % 5000 = 0;
                    INSERT INTO customField (customerId, name, value)
                        SELECT id, 'industry', CASE WHEN id % 10 = 0 THEN 'Ports' ELSE 'Hotels' END FROM customer;
                    ANALYZE;
                    """)
        }
        try database.close()
    }
}
