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
            let page = try await office.store.customers(
                sort: sort, after: seen.last.map(sort.cursor(of:)), limit: 5, now: Office.monday)
            if page.isEmpty { break }
            seen += page
        }
        #expect(Set(seen.map(\.number)).count == 23 && seen.count == 23)
        #expect(zip(seen, seen.dropFirst()).allSatisfy { Self.isBefore($0, $1, by: sort) })
    }

    private static func isBefore(_ first: CustomerRecord, _ second: CustomerRecord, by sort: CustomerSort) -> Bool {
        func instant(_ record: CustomerRecord) -> Int64 {
            (sort == .due ? record.due?.overdueAt : record.enteredAt)?.milliseconds ?? .max
        }
        return switch sort {
        case .created: first.id < second.id
        case .number: first.number < second.number
        case .name: (first.details.name, first.id) < (second.details.name, second.id)
        case .due, .entered: (instant(first), first.periodID) < (instant(second), second.periodID)
        }
    }

    @Test("a page has at most 500 rows and at least one", arguments: [(Int.max, 500), (500, 500), (0, 1), (-5, 1)])
    func limit(limit: Int, rows: Int) async throws {
        let office = try await Office(duration: nil, triggers: [])
        let drafts = (1...510).map {
            ImportRow(line: $0, content: .success(ImportedCustomer([.name: "X"])))
        }
        _ = try await office.store.importCustomers(
            drafts, Store.ImportRules(mode: .each, backfill: .none), by: "ana", now: Office.monday)
        let page = try await office.store.customers(
            sort: .entered, limit: limit, now: Office.monday)
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
                "overdue", sort: .due, limit: 9, now: now
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
