import Domain
import Store
import TestKit
import Testing

@Suite("Merging two customers")
struct MergeTests {
    @Test("keeps both histories, closes one stay, moves everything, and both numbers find the survivor")
    func merge() async throws {
        let office = try await Office()
        let store = office.store
        try await store.addCustomer(
            CustomerDraft(number: "1", details: CustomerDetails(name: "Quandt", email: "q@example.org", tags: ["a"])),
            by: "ana", now: Office.monday)
        try await store.addCustomer(
            CustomerDraft(
                number: "2",
                details: CustomerDetails(
                    name: "Quandt GmbH", email: "other@example.org", phone: "030 1",
                    contact: ContactWishes(doNotCall: true, optOuts: [.sms]),
                    tags: ["b"], customFields: ["industry": "Ports"]), status: "active"), by: "ana", now: Office.monday)
        try await store.addCustomer(
            CustomerDraft(number: "3", details: CustomerDetails(name: "Department", parent: "2")), by: "ana",
            now: Office.monday)
        _ = try await store.addTask(TaskDraft(subject: "Call"), customerNumber: "2", by: "ana", now: Office.monday)
        try await store.addNote(number: "2", text: "Note", by: "ana", now: Office.monday)
        _ = try await store.fireDue(now: "2026-03-02T14:00:00+01:00", limit: 9) { _ in
            .task(TaskDraft(subject: "T"), autoCancel: false)
        }

        let version = try await store.mergeCustomer(
            number: "2", into: "1", expectedVersion: 1, by: "ben", now: "2026-03-02T15:00:00+01:00")
        #expect(version == 2)
        let survivor = try await store.customer(number: "2")
        #expect(survivor == (try await store.customer(number: "1")))
        #expect(survivor.number == "1" && survivor.status == "prospect")
        #expect(survivor.details.email == "q@example.org" && survivor.details.phone == "030 1")
        #expect(survivor.details.tags == ["a", "b"] && survivor.details.customFields == ["industry": "Ports"])
        #expect(survivor.details.contact == ContactWishes(doNotCall: true, optOuts: [.sms]))
        #expect(survivor.activatedOn == "2026-03-02")
        let history = try await store.history(number: "1").map(\.period)
        #expect(history.count == 2 && history.count { $0.leftAt == nil } == 1)
        #expect(history.compactMap(\.ending) == [.merged])
        #expect(try await office.tasks("1").contains { $0.subject == "Call" })
        #expect(try await store.notes(number: "1", for: "root").map(\.text) == ["Note"])
        #expect(try await store.customer(number: "3").details.parent == "1")
        #expect(try await office.followUps("1").contains { $0.trigger == "slow" && $0.state == .fired })
        await #expect(throws: StoreError.self) { try await office.addCustomer("2") }
    }

    @Test("a department merges with its parent either way round, and nobody becomes its own ancestor")
    func family() async throws {
        for (number, into) in [("1", "3"), ("3", "1"), ("2", "1"), ("1", "2")] {
            let office = try await Office()
            for (own, parent) in [("1", nil), ("2", "1"), ("3", "2")] as [(String, String?)] {
                try await office.store.addCustomer(
                    CustomerDraft(number: own, details: CustomerDetails(name: own, parent: parent)), by: "ana",
                    now: Office.monday)
            }
            _ = try await office.store.mergeCustomer(
                number: number, into: into, expectedVersion: nil, by: "ana", now: Office.monday)
            let all = try await office.store.customers(now: Office.monday)
            #expect(all.count == 2)
            // From everyone a walk up ends.
            for customer in all {
                var steps = 0
                var next = customer.details.parent
                while let parent = next, steps < 5 {
                    next = all.first { $0.number == parent }?.details.parent
                    steps += 1
                }
                #expect(steps < 5)
            }
        }
    }

    @Test("an edit that would make a customer a department of itself is refused")
    func cycle() async throws {
        let office = try await Office()
        for (own, parent) in [("1", nil), ("2", "1"), ("3", "2")] as [(String, String?)] {
            try await office.store.addCustomer(
                CustomerDraft(number: own, details: CustomerDetails(name: own, parent: parent)), by: "ana",
                now: Office.monday)
        }
        for parent in ["1", "2", "3"] {
            await #expect(throws: StoreError.self) {
                try await office.store.updateCustomer(
                    number: "1", CustomerEdit(fields: [.parent: parent]), expectedVersion: nil, by: "ana",
                    now: Office.monday)
            }
        }
    }
}
