import Domain
import Store
import TestKit
import Testing

@testable import class Store.Store

@Suite("The catalogue in memory")
struct CatalogTests {
    private let extra = StatusSpecification(code: "extra", name: "Extra")

    @Test("is what is committed, at once")
    func fresh() async throws {
        let office = try await Office()
        try await office.addCustomer("1")
        try await office.store.addStatus(extra, withDefaultFollowUp: true, by: "ana", now: Office.monday)
        try await office.move("1", to: "extra", now: Office.monday)
        #expect(try await office.store.customer(number: "1").status == "extra")
    }

    @Test("is never what was rolled back, nor older than what was committed")
    func rollback() async throws {
        let office = try await Office()
        try await office.addCustomer("1")
        for status in [extra, StatusSpecification(code: "ghost", name: "Taken code")] {
            var workflow = Workflow(statuses: [
                WorkflowStatus(status: StatusSpecification(code: "ghost", name: "Ghost"), triggers: [])
            ])
            workflow.statuses?.append(WorkflowStatus(status: status, triggers: [Office.overdue]))
            // Refused by its last part: the trigger code is taken, or the status code.
            await #expect(throws: StoreError.self) {
                try await office.store.applyWorkflow(workflow)
            }
            await #expect(throws: StoreError.self) { try await office.move("1", to: "ghost", now: Office.monday) }
            #expect(try await office.store.statuses().count == 3)
            #expect(try await office.store.catalog().statuses.count == 3)
        }
    }

    @Test("adding statuses while customers enter them: a reader never meets one it does not know")
    func race() async throws {
        let office = try await Office()
        let store = office.store
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                for index in 0..<60 {
                    try await store.addStatus(
                        StatusSpecification(code: "s\(index)", name: "S\(index)"), withDefaultFollowUp: false,
                        by: "ana", now: Office.monday)
                    try await office.addCustomer("c\(index)", status: "s\(index)")
                }
            }
            for _ in 0..<3 {
                group.addTask {
                    for _ in 0..<150 {
                        _ = try await store.customers(now: Office.monday)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test("a status with a duration gets one default trigger, unless asked not to")
    func defaultTrigger() async throws {
        let office = try await Office()
        try await office.store.addStatus(
            StatusSpecification(code: "a", name: "A", duration: "2 days"), withDefaultFollowUp: true, by: "ana",
            now: Office.monday)
        try await office.store.addStatus(
            StatusSpecification(code: "b", name: "B", duration: "2 days"), withDefaultFollowUp: false, by: "ana",
            now: Office.monday)
        try await office.store.addStatus(
            StatusSpecification(code: "c", name: "C"), withDefaultFollowUp: true, by: "ana", now: Office.monday)
        let triggers = try await office.store.triggers().filter { ["a", "b", "c"].contains($0.status?.code) }
        #expect(triggers.map(\.trigger.code) == ["a-overdue"])
    }

    @Test("a customer's calendar is its branch's, else the nearest ancestor's, else the default")
    func calendars() async throws {
        let office = try await Office()
        let tokyo = CalendarSpecification(code: "tokyo", name: "Tokyo", zone: "Asia/Tokyo", hours: [:], holidays: [:])
        _ = try await office.store.applyWorkflow(
            Workflow(
                calendars: [tokyo],
                branches: [
                    BranchSpecification(code: "asia", name: "Asia", parent: nil, calendar: "tokyo"),
                    BranchSpecification(code: "japan", name: "Japan", parent: "asia", calendar: nil),
                    BranchSpecification(code: "europe", name: "Europe", parent: nil, calendar: nil),
                ]))
        for (number, branch, zone) in [
            ("1", "japan", "Asia/Tokyo"), ("2", "europe", "Europe/Berlin"), ("3", nil, "Europe/Berlin"),
        ] {
            try await office.store.addCustomer(
                CustomerDraft(number: number, details: CustomerDetails(name: number, branch: branch)), by: "ana",
                now: Office.monday)
            #expect(try await office.store.calendar(ofCustomer: number, for: "root").zone.identifier == zone)
        }
        #expect(try await office.store.customer(number: "1").due?.overdueAt == "2026-03-06T00:00:00+09:00")
    }
}
