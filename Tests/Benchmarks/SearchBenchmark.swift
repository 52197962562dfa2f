import Domain
import Foundation
import GRDB
import Store

/// First pages of searches with one rule, rare and frequent ones: none may cost more for there being more customers.
struct SearchBenchmark {
    let customers: Int

    /// Each rule has an index, except the last two, which read on until a page is full.
    private static let searches = [
        "number = N777", "name = \"Customer 777\"", "name ~ \"customer 777\"", "name ~ customer",
        "email = c777@example.com",
        "phone = 5", "city = \"City 5\"", "city = Metropolis", "tag = rare", "tag = frequent", "owner = ana",
        "status = P", "overdue",
        "overdue by 3 days", "due < today + 3 business days", "entered >= today - 1 month", "custom.industry = Ports",
        "branch is not set", "leadSource is not set",
    ]

    func run() async throws {
        let office = try await BenchmarkOffice.make(customers: customers, due: customers / 20)
        try await fill(office)
        let clock = ContinuousClock()
        for text in Self.searches {
            let search = CustomerSearch(try SearchExpression(parsing: text))
            var asked = search
            asked.sort = office.store.order(of: search)
            var times: [Double] = []
            var found = 0
            for _ in 0..<21 {
                let page = asked
                times.append(
                    try await clock.measure {
                        found = try await office.store.customers(
                            page, for: .automation, after: nil, limit: 200, now: BenchmarkOffice.start
                        ).count
                    } / .milliseconds(1))
            }
            print(
                "| first page of \(found): `\(text)` (median, worst of 21) | \(customers) | \(format(median(times))), \(format(times.max() ?? 0)) ms | | |"
            )
        }
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
