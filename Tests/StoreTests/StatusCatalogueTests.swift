import Domain
import Store
import TestKit
import Testing

@Suite("The status catalogue")
struct StatusCatalogueTests {
    private func codes(_ office: Office) async throws -> [String] {
        try await office.store.statuses().map(\.status.code)
    }

    @Test("moves up, down and to a place, and beyond an end means to the end")
    func move() async throws {
        let office = try await Office()
        for (place, order) in [
            (Place.up, ["active", "prospect", "inactive"]), (.up, ["active", "prospect", "inactive"]),
            (.position(3), ["prospect", "inactive", "active"]), (.down, ["prospect", "inactive", "active"]),
            (.position(99), ["prospect", "inactive", "active"]), (.position(2), ["prospect", "active", "inactive"]),
        ] {
            try await office.store.moveStatus(code: "active", to: place, by: "ana", now: Office.monday)
            #expect(try await codes(office) == order)
        }
    }

    @Test(
        "an edited duration is for later stays, unless it is to apply to open ones, and never where a person set the date"
    )
    func duration() async throws {
        let office = try await Office()
        for number in ["1", "2", "3"] { try await office.addCustomer(number) }
        _ = try await office.store.setDueDate(
            number: "2", on: "2026-05-01", expectedVersion: nil, by: "ana", now: Office.monday)
        var edit = StatusEdit()
        edit.duration = .some("10 days")
        try await office.store.updateStatus(code: "prospect", edit, appliesToOpen: false, by: "ana", now: Office.monday)
        #expect(try await office.store.replanBatch(limit: 9, now: Office.monday) == nil)
        #expect(try await office.store.customer(number: "1").due?.on == "2026-03-05")
        try await office.store.updateStatus(code: "prospect", edit, appliesToOpen: true, by: "ana", now: Office.monday)
        while try await office.store.replanBatch(limit: 2, now: Office.monday) != nil {}
        #expect(try await office.store.customer(number: "1").due?.on == "2026-03-12")
        #expect(try await office.store.customer(number: "2").due?.on == "2026-05-01")
        let overdue = try await office.followUps("1").filter { $0.trigger == "overdue" }
        #expect(overdue.map(\.fireAt) == ["2026-03-13T00:00:00+01:00"])
    }

    @Test("retiring keeps customers where they are and lets none enter; the initial status cannot be retired")
    func retire() async throws {
        let office = try await Office()
        try await office.addCustomer("1", status: "active")
        try await office.addCustomer("2")
        try await office.store.setStatus(code: "active", retired: true, by: "ana", now: Office.monday)
        #expect(try await office.store.customer(number: "1").status == "active")
        await #expect(throws: StoreError.self) { try await office.move("2", to: "active", now: Office.monday) }
        await #expect(throws: StoreError.self) {
            try await office.store.setStatus(code: "prospect", retired: true, by: "ana", now: Office.monday)
        }
        try await office.store.setStatus(code: "active", retired: false, by: "ana", now: Office.monday)
        try await office.move("2", to: "active", now: Office.monday)
    }

    @Test(
        "deleting is refused while in use, with the count; with a replacement all are moved, also across a restart, and it goes"
    )
    func delete() async throws {
        let office = try await Office()
        for number in 1...25 { try await office.addCustomer("\(number)", status: "active") }
        let error = await #expect(throws: StoreError.self) {
            try await office.store.deleteStatus(code: "active", replaceWith: nil, by: "ana", now: Office.monday)
        }
        #expect(error?.code == .statusInUse(code: "active", customers: 25))
        let moving = try await office.store.deleteStatus(
            code: "active", replaceWith: "prospect", by: "ana", now: Office.monday)
        #expect(moving == 25)
        // Who comes in between is refused, as it is retired.
        await #expect(throws: StoreError.self) { try await office.addCustomer("99", status: "active") }
        var moved = 0
        while let batch = try await office.store.replaceBatch(limit: 4, now: Office.monday) {
            #expect(batch <= 4)
            moved += batch
        }
        #expect(moved == 25)
        #expect(try await codes(office) == ["prospect", "inactive"])
        #expect(try await office.store.countCustomers(now: Office.monday).map(\.customers) == [25, 0])
        let history = try await office.store.history(number: "1")
        #expect(history.map(\.status.code) == ["active", "prospect"])
        #expect(
            try await office.followUps("1").filter { $0.state == .planned }.map(\.status) == [
                "prospect", "prospect", "prospect",
            ])
        // The code is free again.
        try await office.store.addStatus(
            StatusSpecification(code: "active", name: "Active"), withDefaultFollowUp: true, by: "ana",
            now: Office.monday)
    }

    @Test("a status that an entry rule names is not deleted under it")
    func named() async throws {
        let office = try await Office()
        var edit = StatusEdit()
        edit.entryRule = .some(try SearchExpression(parsing: "status = Inactive"))
        try await office.store.updateStatus(code: "active", edit, appliesToOpen: false, by: "ana", now: Office.monday)
        await #expect(throws: StoreError.self) {
            try await office.store.deleteStatus(code: "inactive", replaceWith: nil, by: "ana", now: Office.monday)
        }
    }

    @Test("reasons have an order of their own, are retired, and deleted only where no stay has them")
    func reasons() async throws {
        let office = try await Office()
        let store = office.store
        for code in ["a", "b", "c"] {
            try await store.addReason(
                ReasonSpecification(code: code, name: code.uppercased()), status: "active", by: "ana",
                now: Office.monday)
        }
        try await store.moveReason("c", to: .position(1), status: "active", by: "ana", now: Office.monday)
        #expect(try await store.reasons(status: "Active", for: "root").map(\.reason.code) == ["c", "a", "b"])
        try await office.addCustomer("1")
        _ = try await store.changeStatus(
            number: "1", StatusChange(status: "active", reason: "B"), by: "ana", now: Office.monday)
        let error = await #expect(throws: StoreError.self) {
            try await store.deleteReason("b", status: "active", by: "ana", now: Office.monday)
        }
        #expect(error?.code == .reasonInUse(code: "b", customers: 1))
        try await store.setReason("b", retired: true, status: "active", by: "ana", now: Office.monday)
        try await store.deleteReason("a", status: "active", by: "ana", now: Office.monday)
        #expect(
            try await store.reasons(status: "active", for: "root").map { "\($0.reason.code) \($0.used)" } == [
                "c 0", "b 1",
            ])
    }
}
