import Domain
import Engine
import Store
import TestKit
import Testing

@Suite("Setting a due date")
struct DueDateTests {
    private let maker = FollowUpMaker(renderer: TemplateRenderer())
    private let overdue: Timestamp = "2026-03-06T00:00:00+01:00"

    private func fire(_ office: Office, _ now: Timestamp) async throws -> [String] {
        var fired: [String] = []
        // A batch ends by time, too.
        while true {
            let batch = try await office.store.fireDue(now: now, limit: 500) { [maker] in try maker.decide($0) }
            if batch.examined == 0 { return fired }
            fired += batch.decisions.map { "\($0.trigger) \($0.state)" }
        }
    }

    private func set(_ office: Office, _ date: CivilDate?, now: Timestamp) async throws {
        _ = try await office.store.setDueDate(number: "1", on: date, expectedVersion: nil, by: "ana", now: now)
    }

    @Test("before anything fired the plan moves, in the same round")
    func moves() async throws {
        let office = try await Office()
        try await office.addCustomer("1")
        try await set(office, "2026-03-10", now: Office.monday)
        let plan = try await office.followUps("1")
        #expect(plan.map(\.trigger) == ["welcome", "reminder", "overdue"])
        #expect(plan.map(\.round) == [0, 0, 0])
        #expect(plan.last?.fireAt == "2026-03-11T00:00:00+01:00")
        #expect(try await office.store.customer(number: "1").isDueOverridden)
    }

    @Test("moved into the future after it fired, the customer is watched again in a new round")
    func grows() async throws {
        let office = try await Office()
        try await office.addCustomer("1")
        #expect(try await fire(office, overdue) == ["welcome fired", "reminder skipped", "overdue fired"])
        try await set(office, "2026-03-10", now: overdue)
        let rounds = try await office.followUps("1").filter { $0.trigger == "overdue" }
        #expect(rounds.map(\.round) == [0, 1])
        #expect(rounds.map(\.state) == [.fired, .planned])
        #expect(try await office.followUps("1").count { $0.trigger == "welcome" } == 1)
        #expect(try await fire(office, "2026-03-11T00:00:00+01:00") == ["reminder skipped", "overdue fired"])
    }

    @Test("moved within the past nothing fires again")
    func past() async throws {
        let office = try await Office()
        try await office.addCustomer("1")
        _ = try await fire(office, overdue)
        try await set(office, "2026-03-03", now: overdue)
        #expect(try await fire(office, overdue).filter { $0.hasSuffix("fired") } == [])
        #expect(try await office.tasks("1").count == 1)
    }

    @Test("a status without a duration gets a plan by it, and loses it again")
    func none() async throws {
        let office = try await Office(duration: nil, triggers: [Office.overdue])
        try await office.addCustomer("1")
        #expect(try await office.followUps("1").isEmpty)
        try await set(office, "2026-03-04", now: Office.monday)
        #expect(try await office.followUps("1").map(\.state) == [.planned])
        try await set(office, nil, now: Office.monday)
        #expect(try await office.followUps("1").map(\.reason) == [.dueDateMoved])
        #expect(try await office.store.customer(number: "1").due == nil)
        try await set(office, "2026-03-05", now: Office.monday)
        #expect(try await office.followUps("1").map(\.state) == [.planned])
    }

    @Test("an old version is refused")
    func version() async throws {
        let office = try await Office()
        try await office.addCustomer("1")
        try await set(office, "2026-03-10", now: Office.monday)
        let error = await #expect(throws: StoreError.self) {
            try await office.store.setDueDate(number: "1", on: nil, expectedVersion: 1, by: "ana", now: Office.monday)
        }
        #expect(error?.code == .versionConflict(current: 2))
    }
}
