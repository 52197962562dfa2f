import Domain
import Store
import TestKit
import Testing

@Suite("Pages")
struct PagingTests {
    @Test("page by page each customer comes once, in order, in both sorts", arguments: CustomerSort.allCases)
    func customers(sort: CustomerSort) async throws {
        let office = try await Office()
        for number in 1...23 {
            // Several share an instant.
            try await office.addCustomer(
                "\(number)", now: Office.monday.adding(milliseconds: Int64(number % 3) * 86_400_000))
        }
        var seen: [CustomerRecord] = []
        while true {
            let cursor = seen.last.map { last in
                PageCursor(
                    key: .integer(sort == .due ? last.due?.overdueAt.milliseconds ?? 0 : last.periodID),
                    id: last.periodID)
            }
            let page = try await office.store.customers(
                CustomerFilter(), sort: sort, after: cursor, limit: 5, now: Office.monday)
            if page.isEmpty { break }
            seen += page
        }
        #expect(Set(seen.map(\.number)).count == 23 && seen.count == 23)
        let keys = seen.map { (sort == .due ? $0.due?.overdueAt.milliseconds ?? 0 : 0, $0.periodID) }
        #expect(zip(keys, keys.dropFirst()).allSatisfy { $0 < $1 })
    }

    @Test("a page has at most 500 rows and at least one", arguments: [(Int.max, 500), (500, 500), (0, 1), (-5, 1)])
    func limit(limit: Int, rows: Int) async throws {
        let office = try await Office(duration: nil, triggers: [])
        let drafts = (1...510).map {
            ImportRow(line: $0, content: .success(CustomerDraft(details: CustomerDetails(name: "X"))))
        }
        _ = try await office.store.importCustomers(drafts, mode: .each, backfill: .none, by: "ana", now: Office.monday)
        let page = try await office.store.customers(
            CustomerFilter(), sort: .entered, after: nil, limit: limit, now: Office.monday)
        #expect(page.count == rows)
    }

    @Test("overdue customers are those whose instant has come")
    func overdue() async throws {
        let office = try await Office()
        try await office.addCustomer("1")
        try await office.addCustomer("2", status: "active")
        try await office.addCustomer("3", status: "inactive")
        let now: Timestamp = "2026-03-02T13:00:00+01:00"
        func numbers(_ now: Timestamp) async throws -> [String] {
            try await office.store.customers(
                CustomerFilter(overdueOnly: true), sort: .due, after: nil, limit: 9, now: now
            ).map(\.number)
        }
        #expect(try await numbers(now.adding(milliseconds: -1)) == [])
        #expect(try await numbers(now) == ["2"])
        #expect(try await numbers("2026-03-06T00:00:00+01:00") == ["2", "1"])
        #expect(try await office.store.overdueCustomers(now: now) == 1)
        let record = try await office.store.customer(number: "1")
        #expect(record.daysOverdue(at: "2026-03-05T23:00:00+01:00") == nil)
        #expect(record.daysOverdue(at: "2026-03-06T00:00:00+01:00") == 1)
    }
}
