import Domain
import Store
import TestKit
import Testing

@Suite("Searching finds what the search says, and nothing else")
struct SearchPropertyTests {
    private static let branches: [String: (name: String, within: Set<String>)] = [
        "north": ("North", ["north", "pole"]), "pole": ("Pole", ["pole"]), "far": ("Far East", ["far"]),
    ]

    /// Thirty customers in two zones and three statuses, with something of everything.
    private static func world(seed: UInt64) async throws -> Office {
        let tokyo = CalendarSpecification(code: "tokyo", name: "Tokyo", zone: "Asia/Tokyo", hours: [:], holidays: [:])
        var workflow = Office.workflow
        workflow.calendars = [tokyo]
        workflow.branches = [
            BranchSpecification(code: "north", name: "North", parent: nil, calendar: nil),
            BranchSpecification(code: "pole", name: "Pole", parent: "north", calendar: nil),
            BranchSpecification(code: "far", name: "Far East", parent: nil, calendar: "tokyo"),
        ]
        workflow.statuses?[1].reasons = ["signed", "trial"].map {
            WorkflowReason(ReasonSpecification(code: $0, name: $0.capitalized))
        }
        workflow.statuses?[1].status.allows = ["order", "fill"]
        workflow.statuses?[2].status.isLoyalty = true
        let office = try await Office(workflow)
        var random = SeededRandom(seed: seed)
        func maybe<Value>(_ values: [Value]) -> Value? {
            Bool.random(using: &random) ? values.randomElement(using: &random) : nil
        }
        for number in 1...30 {
            var details = CustomerDetails(name: "Customer \(number % 12)")
            details.department = maybe(["Sales", "Big sales team"])
            details.parent = number > 3 ? maybe(["1", "2", "3"]) : nil
            details.branch = maybe(["north", "pole", "far"])
            details.owner = maybe(["ana", "ben"])
            details.email = maybe(["c1@example.org", "c2@example.org"])
            details.city = maybe(SearchGenerator.cities)
            details.birthday = maybe(["1990-05-17", "2026-03-05"])
            details.contact = ContactWishes(
                doNotMarket: .random(using: &random), doNotCall: .random(using: &random),
                optOuts: Set(maybe([.email, .sms]).map { [$0] } ?? []))
            details.figures.yearToDateSales = maybe([
                Amount(hundredths: 9_950), Amount(hundredths: 0), Amount(hundredths: -300),
            ])
            details.tags = Set(maybe(SearchGenerator.tags).map { [$0] } ?? [])
            details.customFields = maybe(["Hotels", "Ports"]).map { ["industry": $0] } ?? [:]
            let status = ["prospect", "active", "inactive"][Int.random(in: 0..<3, using: &random)]
            let hours = Int64.random(in: 0..<2_000, using: &random)
            _ = try await office.store.addCustomer(
                CustomerDraft(
                    number: "\(number)", details: details, status: status,
                    entered: .at(Office.monday.adding(milliseconds: -hours * 3_600_000)),
                    reason: status == "active" ? maybe(["signed", "trial"]) : nil), by: "ana", now: Office.monday)
            if Int.random(in: 0..<4, using: &random) == 0 {
                _ = try await office.store.addTask(
                    TaskDraft(subject: "T"), customerNumber: "\(number)", by: "ana", now: Office.monday)
            }
            if Int.random(in: 0..<4, using: &random) == 0 {
                try await office.store.addNote(number: "\(number)", text: "N", by: "ana", now: Office.monday)
            }
            if Int.random(in: 0..<4, using: &random) == 0 {
                try await office.store.pauseCustomer(
                    number: "\(number)", until: "2026-03-10", expectedVersion: nil, by: "ana", now: Office.monday)
            }
        }
        return office
    }

    private static func naive(_ office: Office, now: Timestamp) async throws -> [NaiveSearch] {
        let store = office.store
        let records = try await store.customers(now: now)
        let statuses = try await store.statuses().map(\.status)
        var worlds: [NaiveSearch] = []
        for record in records {
            let status = try #require(statuses.first { $0.code == record.status })
            worlds.append(
                NaiveSearch(
                    record: record, status: status, reason: status.reasons.first { $0.code == record.reason },
                    branches: branches,
                    calendar: try await store.calendar(ofCustomer: record.number, for: "root"),
                    openTasks: try await office.tasks(record.number).count { $0.closedAt == nil },
                    notes: try await store.notes(number: record.number, for: "root").count,
                    departments: records.count { $0.details.parent == record.number }, now: now))
        }
        return worlds
    }

    @Test("random trees over random customers agree with a plain evaluation, sorted every way", arguments: 0..<6)
    func agree(seed: UInt64) async throws {
        let office = try await Self.world(seed: seed)
        // Around midnight in Berlin it is another day in Tokyo.
        for now: Timestamp in [Office.monday, "2026-03-05T23:30:00+01:00"] {
            let naive = try await Self.naive(office, now: now)
            var generator = SearchGenerator(seed: seed &* 31 &+ UInt64(bitPattern: now.milliseconds))
            for round in 0..<150 {
                let expression = generator.expression()
                let expected = Set(naive.filter { $0.holds(expression) }.map(\.record.number))
                let sort = CustomerSort.allCases[round % CustomerSort.allCases.count]
                let search = CustomerSearch(expression, sort: sort, isDescending: round.isMultiple(of: 3))
                var found: [CustomerRecord] = []
                while true {
                    let page = try await office.store.customers(
                        search, for: "root", after: found.last.map(sort.cursor(of:)), limit: 7, now: now)
                    found += page
                    if page.count < 7 { break }
                }
                #expect(
                    Set(found.map(\.number)) == expected && found.count == expected.count, "\(expression) by \(sort)")
                let counted = try await office.store.countCustomers(expression, for: "root", now: now).map(\.customers)
                    .reduce(0, +)
                #expect(counted == expected.count, "\(expression)")
            }
        }
    }

    @Test("departments of those found come with them, at any depth, each once")
    func departments() async throws {
        let office = try await Office()
        for (number, parent) in [("1", nil), ("2", "1"), ("3", "2"), ("4", nil)] as [(String, String?)] {
            let details = CustomerDetails(name: "N\(number)", parent: parent, city: parent == nil ? "Berlin" : nil)
            try await office.store.addCustomer(
                CustomerDraft(number: number, details: details), by: "ana", now: Office.monday)
        }
        let search = CustomerSearch(try SearchExpression(parsing: "number = 1"), withDepartments: true)
        let found = try await office.store.customers(search, for: "root", after: nil, limit: 9, now: Office.monday)
        #expect(found.map(\.number) == ["1", "2", "3"])
    }

    @Test("names are found by the beginnings of their words, accents and case aside")
    func names() async throws {
        let office = try await Office(duration: nil, triggers: [])
        for (index, name) in ["Jürgen Müller", "MULLER & Söhne", "Mühle", "Ångström AB"].enumerated() {
            try await office.store.addCustomer(
                CustomerDraft(number: "\(index)", details: CustomerDetails(name: name)), by: "ana", now: Office.monday)
        }
        func numbers(_ search: String) async throws -> [String] {
            try await office.store.customers(search, now: Office.monday).map(\.number).sorted()
        }
        #expect(try await numbers("name ~ muller") == ["0", "1"])
        #expect(try await numbers("name ~ \"mül jür\"") == ["0"])
        #expect(try await numbers("name ~ angstrom") == ["3"])
        #expect(try await numbers("name ~ \"sohne\" and not name ~ jurgen") == ["1"])
        // What is meant for FTS5 is a text like any other.
        #expect(try await numbers("name ~ \"muller OR mühle\"") == [])
        #expect(try await numbers("name ~ \"mul* ) NEAR (\"") == [])
        _ = try await office.store.updateCustomer(
            number: "2", CustomerEdit(fields: [.name: "Sägewerk"]), expectedVersion: nil, by: "ana", now: Office.monday)
        #expect(try await numbers("name ~ muhle") == [])
        #expect(try await numbers("name ~ sagew") == ["2"])
    }

    @Test(
        "what a search names and there is not is refused at its place",
        arguments: [
            ("status = Nowhere", 1), ("overdue and owner = nobody", 13), ("branch within mars", 1),
            ("reason = none", 1),
        ])
    func unknown(text: String, position: Int) async throws {
        let office = try await Office()
        let error = await #expect(throws: StoreError.self) {
            try await office.store.customers(text, now: Office.monday)
        }
        guard case .invalidExpression(let found, _) = error?.code else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(found == position)
    }
}
