import Domain
import GRDB
import Glibc
import TestKit
import Testing

@testable import Store

@Suite("Failure 9: cost follows what is due, never how many customers there are", .serialized)
struct QueryPlanTests {
    enum Size: CaseIterable {
        case empty, crowded
    }

    private static var customers: Int { Effort.isLong ? 1_000_000 : 100_000 }
    private static let now = Office.monday.adding(milliseconds: 1_000_000)

    private static func office(_ size: Size) async throws -> Office {
        let office = try await Office()
        if size == .crowded { try await Crowd.fill(office.store, customers: customers) }
        for number in ["first", "second"] { try await office.addCustomer(number) }
        return office
    }

    private static func decide(_ followUp: DueFollowUp) -> FiringDecision {
        .task(TaskDraft(subject: "T"), autoCancel: true)
    }

    @Test("whatever runs all day is found by index, in order, without sorting", arguments: Size.allCases)
    func hot(size: Size) async throws {
        let office = try await Self.office(size)
        let trace = try await StatementTrace(office.store)
        let now = Self.now
        let plans = try await trace.plans { store in
            _ = try await store.nextFiring()
            _ = try await store.fireDue(now: now, limit: 500, decide: Self.decide)
            _ = try await store.fireDue(now: Office.monday.adding(milliseconds: -1), limit: 500, decide: Self.decide)
            _ = try await store.nextSending()
            _ = try await store.clampRetries(now: now, longest: 3_600_000)
            for message in try await store.claimMessages(now: now.adding(milliseconds: 86_400_000_000), limit: 8) {
                try await store.settleMessage(id: message.id, .retry(at: now, reason: "x"), now: now)
            }
            _ = try await store.rescueMessages(now: now)
            _ = try await store.overdueCustomers(now: now)
            _ = try await store.customer(number: "first")
            _ = try await store.history(number: "first")
            _ = try await store.changeStatus(number: "first", StatusChange(status: "active"), by: "ana", now: now)
            _ = try await store.setDueDate(number: "first", on: "2026-04-01", expectedVersion: nil, by: "ana", now: now)
            _ = try await store.advance(
                number: "second", StatusChange(status: ""), expectedVersion: nil, by: "ana", now: now)
            try await store.addCustomer(
                CustomerDraft(details: CustomerDetails(name: "New", owner: "ana")), by: "ana", now: now)
            try await store.setTrigger(code: "overdue", enabled: false, by: "ana", now: now)
            _ = try await store.replanBatch(limit: 100, now: now)
        }
        // The whole of it was seen: reads and writes.
        #expect(plans.contains { $0.sql == DueRow.dueQuery })
        #expect(plans.contains { $0.sql.hasPrefix("SELECT count(*) FROM statusPeriod") })
        #expect(plans.contains { $0.sql.hasPrefix("UPDATE task SET state = 'cancelled'") })
        #expect(plans.count > 30)
        for plan in plans {
            #expect(plan.scans.isEmpty || plan.walksInOrder, "\(plan)")
            #expect(plan.sorts.isEmpty, "\(plan)")
        }
    }

    @Test("pages of customers begin with few rows found by an index, or walk an index in their order")
    func customers() async throws {
        let office = try await Self.office(.crowded)
        let trace = try await StatementTrace(office.store)
        let place = try await office.store.customer(number: "n5000")
        for sort in [nil] + CustomerSort.allCases.map(Optional.some) {
            for search in [
                "", "status = prospect", "owner = ana", "overdue", "status = active and owner = ben and overdue",
                "city = Berlin",
                "status in (prospect, active)", "active", "due < today + 3 business days", "entered >= today - 1 month",
                "not overdue", "name ~ customer", "name = \"Customer 77\"", "email = \"c9@example.org\"", "tag = vip",
                "custom.industry = Hotels", "not (city = Berlin or owner = ben)",
            ] {
                let order = office.store.order(of: CustomerSearch(try SearchExpression(parsing: search), sort: sort))
                for cursor in [nil, order.cursor(of: place)] {
                    let plans = try await trace.plans {
                        _ = try await $0.customers(search, sort: order, after: cursor, limit: 100, now: Self.now)
                    }
                    let pages = plans.filter { $0.sql.contains("p.isDueOverridden") }
                    #expect(!pages.isEmpty)
                    for page in pages where !page.sql.contains("AS found") {
                        #expect(page.sorts.isEmpty && page.scans.count <= 1, "\(search) by \(order)\n\(page)")
                    }
                }
            }
        }
    }

    @Test("pages of follow-ups, tasks and messages walk an index in their order", arguments: Size.allCases)
    func others(size: Size) async throws {
        let office = try await Self.office(size)
        let trace = try await StatementTrace(office.store)
        for cursor in [nil, PageCursor(key: .integer(Office.monday.milliseconds), id: 5_000)] {
            for state in [nil] + FollowUpState.allCases.map(Optional.some) {
                try expectPages(
                    try await trace.plans {
                        _ = try await $0.followUps(FollowUpFilter(state: state), after: cursor, limit: 100)
                    }, "FROM followUp f")
            }
            for state in [nil] + MessageState.allCases.map(Optional.some) {
                try expectPages(
                    try await trace.plans {
                        _ = try await $0.messages(MessageFilter(state: state), after: cursor, limit: 100)
                    }, "FROM message m")
            }
        }
        for cursor in [nil, PageCursor(key: .text("2026-03-05"), id: 5_000)] {
            for filter in [
                TaskFilter(), TaskFilter(openOnly: false), TaskFilter(assignee: "ana"),
                TaskFilter(openOnly: false, assignee: "ana"),
            ] {
                try expectPages(
                    try await trace.plans { _ = try await $0.tasks(filter, after: cursor, limit: 100) }, "FROM task t")
            }
        }
    }

    @Test("what belongs to one customer is found by the customer", arguments: Size.allCases)
    func ofOneCustomer(size: Size) async throws {
        let office = try await Self.office(size)
        let trace = try await StatementTrace(office.store)
        let plans = try await trace.plans { store in
            _ = try await store.followUps(FollowUpFilter(customerNumber: "first"), after: nil, limit: 100)
            _ = try await store.tasks(TaskFilter(customerNumber: "first"), after: nil, limit: 100)
            _ = try await store.messages(MessageFilter(customerNumber: "first"), after: nil, limit: 100)
        }
        #expect(plans.count >= 3)
        // A handful of rows may be sorted.
        for plan in plans { #expect(plan.scans.isEmpty, "\(plan)") }
    }

    private func expectPages(_ plans: [QueryPlan], _ table: String) throws {
        let pages = plans.filter { $0.sql.contains(table) }
        #expect(!pages.isEmpty)
        for page in pages {
            // One owner's customers may be sorted.
            #expect(page.sorts.isEmpty || page.uses("customerOwner"), "\(page)")
            #expect(page.scans.isEmpty || page.walksInOrder, "\(page)")
        }
    }
}
