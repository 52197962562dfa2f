import Domain
import Engine
import Store
import TestKit
import Testing

@testable import class Store.Store

@Suite("Failure 10: one bad record that blocks all")
struct PoisonTests {
    private let overdue: Timestamp = "2026-03-06T00:00:00+01:00"

    private static let unrenderable = TriggerSpecification(
        code: "poison", name: "Poison", timing: "overdue", action: .task(.init(subject: "{{customer.shoeSize}}")))

    @Test("a text that cannot be rendered fails its own follow-ups only, with the reason, and is retried by hand")
    func template() async throws {
        let office = try await Office(duration: "3 business days", triggers: [Self.unrenderable, Office.overdue])
        try await office.addCustomers(10)
        let bench = try Bench(office, batch: 4)
        let summary = try await bench.scan(at: overdue)
        #expect(summary.firing.failed == 10 && summary.firing.tasks == 10)
        let failed = try await office.followUps().filter { $0.state == .failed }
        #expect(failed.count == 10)
        #expect(failed.allSatisfy { $0.reason == .unrenderable && $0.error?.contains("customer.shoeSize") == true })
        #expect(try await bench.scan(at: overdue).firing.examined == 0)

        try await office.store.write { db in
            try db.execute(
                sql: "UPDATE \"trigger\" SET form = json_set(form, '$.task', 'Mended') WHERE code = 'poison'")
        }
        office.store.forgetCatalog()
        let first = try #require(failed.first)
        try await office.store.retryFollowUp(id: first.id, by: "ana", now: overdue)
        #expect(try await bench.scan(at: overdue).firing.tasks == 1)
        await #expect(throws: StoreError.self) {
            try await office.store.retryFollowUp(id: first.id, by: "ana", now: overdue)
        }
    }

    /// Beyond the first hundred, of which the log is told one by one, rows are written together.
    @Test(
        "a customer whose rows the database refuses fails alone; a batch that holds it is done row by row",
        arguments: [(30, ["1", "17"]), (300, ["217"])])
    func refused(customers: Int, poisoned: [String]) async throws {
        let office = try await Office(duration: "3 business days", triggers: [Office.overdue])
        try await office.addCustomers(customers)
        try await office.store.write { db in
            try db.execute(
                sql: """
                    CREATE TRIGGER poison BEFORE INSERT ON task
                    WHEN NEW.subject IN (\(poisoned.map { "'\($0) is overdue'" }.joined(separator: ", ")))
                    BEGIN SELECT RAISE(ABORT, 'poisoned'); END
                    """)
        }
        let bench = try Bench(office)
        let summary = try await bench.scan(at: overdue)
        let made = customers - poisoned.count
        #expect(summary.firing.failed == poisoned.count)
        #expect(summary.firing.tasks == made)
        #expect(try await office.tasks().count == made)
        #expect(try await office.followUps().count { $0.state == .fired && $0.taskID != nil } == made)
        let failed = try await office.followUps().filter { $0.state == .failed }
        #expect(failed.map(\.customerNumber) == poisoned)
        #expect(failed.allSatisfy { $0.error?.contains("poisoned") == true })
        #expect(failed.allSatisfy { $0.taskID == nil })
    }

    @Test("a customer without owner or address has what needs one withheld, with the reason")
    func withheld() async throws {
        let toOwner = TriggerSpecification(
            code: "to-owner", name: "To owner", timing: "entered",
            action: .message(.init(template: "welcome", recipient: .owner)))
        let office = try await Office(duration: nil, triggers: [Office.welcome, toOwner])
        try await office.addCustomer("1", owner: nil, email: nil)
        try await office.addCustomer("2", owner: "ben")
        let summary = try await Bench(office).scan(at: Office.monday)
        #expect(
            summary.firing.decisions.map { "\($0.customerNumber) \($0.trigger) \($0.reason)" } == [
                "1 welcome noAddress", "1 to-owner noOwner", "2 welcome none", "2 to-owner noAddress",
            ])
        #expect(try await office.messages().count == 1)
    }

    @Test("a follow-up that a person retries after its trigger has changed fires by the new one, and the scan ends")
    func retriedAfterChange() async throws {
        let office = try await Office(duration: "3 business days", triggers: [Self.unrenderable])
        try await office.addCustomer("1")
        let bench = try Bench(office)
        try await bench.scan(at: overdue)
        try await office.store.write { db in
            try db.execute(
                sql: "UPDATE \"trigger\" SET form = json_set(form, '$.task', 'Mended'), revision = revision + 1")
        }
        office.store.forgetCatalog()
        let failed = try #require(try await office.followUps().first)
        try await office.store.retryFollowUp(id: failed.id, by: "ana", now: overdue)
        #expect(try await office.batchesUntilIdle(now: overdue, atMost: 5) < 5, "the scan goes round and round")
        #expect(try await office.tasks().map(\.subject) == ["Mended"])
    }

    @Test("a failed follow-up of an earlier round that is retried after its trigger has changed does not hang the scan")
    func retriedOfEarlierRound() async throws {
        let fine = TriggerSpecification(
            code: "fine", name: "Fine", timing: "overdue", action: .task(.init(subject: "Fine")))
        let office = try await Office(duration: "3 business days", triggers: [Self.unrenderable, fine])
        try await office.addCustomer("1")
        let bench = try Bench(office)
        try await bench.scan(at: overdue)
        _ = try await office.store.setDueDate(
            number: "1", on: "2026-03-20", expectedVersion: nil, by: "ana", now: overdue)
        try await office.store.write { db in
            try db.execute(
                sql:
                    "UPDATE \"trigger\" SET form = json_set(form, '$.task', 'Mended'), revision = revision + 1 WHERE code = 'poison'"
            )
        }
        office.store.forgetCatalog()
        let failed = try #require(try await office.followUps().first { $0.state == .failed })
        try await office.store.retryFollowUp(id: failed.id, by: "ana", now: overdue)
        #expect(try await office.batchesUntilIdle(now: overdue, atMost: 5) < 5, "the scan goes round and round")
    }

    @Test("firing by hand while the trigger's change has not reached the follow-up yet does not hang the scan")
    func firedByHandAfterChange() async throws {
        let office = try await Office(duration: "3 business days", triggers: [Office.overdue])
        try await office.addCustomer("1")
        try await office.store.setTrigger(code: "overdue", enabled: false, by: "ana", now: Office.monday)
        try await office.store.setTrigger(code: "overdue", enabled: true, by: "ana", now: Office.monday)
        let planned = try #require(try await office.followUps().first)
        let maker = FollowUpMaker(renderer: TemplateRenderer())
        let summary = try await office.store.fireNow(id: planned.id, now: Office.monday, by: "ana") {
            try maker.decide($0)
        }
        #expect(summary.tasks == 1)
        #expect(try await office.batchesUntilIdle(now: Office.monday, atMost: 5) < 5, "the scan goes round and round")
        #expect(try await office.tasks().count == 1)
    }
}

extension Office {
    /// Fires batch after batch until nothing is left, but not for ever.
    func batchesUntilIdle(now: Timestamp, atMost limit: Int) async throws -> Int {
        let maker = FollowUpMaker(renderer: TemplateRenderer())
        for batch in 0..<limit
        where try await store.fireDue(now: now, limit: 500, decide: { try maker.decide($0) }).examined == 0 {
            return batch
        }
        return limit
    }
}
