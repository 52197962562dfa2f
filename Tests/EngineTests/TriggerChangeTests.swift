import Domain
import Engine
import Store
import TestKit
import Testing

@testable import class Store.Store

@Suite("Triggers that change")
struct TriggerChangeTests {
    private let overdue: Timestamp = "2026-03-06T00:00:00+01:00"

    @Test("a row of an old revision is planned anew instead of fired")
    func revision() async throws {
        let office = try await Office(duration: "3 business days", triggers: [Office.overdue])
        try await office.addCustomer("1")
        try await office.store.write { db in
            try db.execute(
                sql:
                    "UPDATE \"trigger\" SET form = json_set(form, '$.when', '2 days after due at 10:00'), revision = revision + 1"
            )
        }
        office.store.forgetCatalog()
        let bench = try Bench(office)
        let summary = try await bench.scan(at: overdue)
        #expect(summary.firing.replanned == 1 && summary.firing.tasks == 0)
        #expect(summary.next == "2026-03-07T10:00:00+01:00")
        #expect(try await bench.scan(at: "2026-03-07T10:00:00+01:00").firing.tasks == 1)
    }

    @Test(
        "a trigger that is disabled fires nothing, even what is due already; enabled again it goes on with what is to come"
    )
    func disabled() async throws {
        let office = try await Office(duration: "3 business days", triggers: [Office.overdue, Office.slow])
        try await office.addCustomers(2)
        let bench = try Bench(office)
        try await office.store.setTrigger(code: "overdue", enabled: false, by: "ana", now: overdue)
        let summary = try await bench.scan(at: overdue)
        #expect(summary.firing.decisions.filter { $0.trigger == "overdue" }.allSatisfy { $0.reason == .triggerOff })
        #expect(try await office.tasks().map(\.trigger) == ["slow", "slow"])

        try await office.addCustomer("3", now: overdue)
        #expect(try await office.followUps("3").map(\.trigger) == ["slow"])
        try await office.store.setTrigger(
            code: "overdue", enabled: true, by: "ana", now: overdue.adding(milliseconds: 1))
        try await bench.scan(at: overdue.adding(milliseconds: 1))
        // For the first two it lies in the past now; the third is planned.
        #expect(try await office.followUps("1").filter { $0.trigger == "overdue" }.map(\.reason) == [.backfill])
        #expect(try await office.followUps("3").filter { $0.trigger == "overdue" }.map(\.state) == [.planned])
    }

    @Test("a new trigger reaches those already in its status, batch by batch, and nobody twice")
    func newTrigger() async throws {
        let office = try await Office(duration: "3 business days", triggers: [])
        try await office.addCustomers(50)
        try await office.store.addTrigger(
            Office.overdue, status: "watched", backfill: .future, by: "ana", now: Office.monday)
        var planned: [Int] = []
        while let batch = try await office.store.replanBatch(limit: 7, now: Office.monday) { planned.append(batch) }
        #expect(planned.reduce(0, +) == 50)
        #expect(planned.allSatisfy { $0 <= 7 })
        #expect(try await office.followUps().count == 50)
        #expect(try await office.store.replanBatch(limit: 7, now: Office.monday) == nil)
    }

    @Test("the running service works off the order and then fires what it planned for the past")
    func newTriggerInService() async throws {
        let office = try await Office(duration: "3 business days", triggers: [])
        try await office.addCustomers(5)
        let bench = try Bench(office, at: overdue)
        try await bench.whileScanning {
            try await bench.untilAsleepAgain {
                try await office.store.addTrigger(
                    Office.overdue, status: "watched", backfill: .all, by: "ana", now: overdue)
                bench.scanner.nudge()
            }
            #expect(try await office.tasks().count == 5)
        }
    }

    @Test(
        "what to do about the past concerns those who were there, not those who enter before the order is worked off",
        arguments: [
            Backfill.none, .future,
        ])
    func entersMeanwhile(backfill: Backfill) async throws {
        let office = try await Office(duration: "3 business days", triggers: [])
        try await office.addCustomer("1")
        try await office.store.addTrigger(
            Office.overdue, status: "watched", backfill: backfill, by: "ana", now: Office.monday)
        try await office.addCustomer("2")
        let bench = try Bench(office)
        try await bench.scan(at: Office.monday)
        #expect(try await office.followUps("2").map(\.state) == [.planned])
        #expect(
            try await bench.scan(at: overdue).firing.decisions.contains {
                $0.customerNumber == "2" && $0.state == .fired
            })
    }

    @Test("skipped by a person stays skipped, however often planning comes by")
    func byPerson() async throws {
        let office = try await Office(duration: "3 business days", triggers: [Office.overdue])
        try await office.addCustomer("1")
        let planned = try #require(try await office.followUps().first)
        try await office.store.skipFollowUp(id: planned.id, by: "ana", now: Office.monday)
        let bench = try Bench(office)
        try await office.store.setTrigger(code: "overdue", enabled: false, by: "ana", now: Office.monday)
        try await bench.scan(at: Office.monday)
        try await office.store.setTrigger(code: "overdue", enabled: true, by: "ana", now: Office.monday)
        _ = try await office.store.setDueDate(
            number: "1", on: "2026-03-06", expectedVersion: nil, by: "ana", now: Office.monday)
        try await bench.scan(at: "2026-03-20T00:00:00+01:00")
        #expect(try await office.followUps().map(\.reason) == [.byPerson])
        #expect(try await office.tasks().isEmpty)
    }
}
