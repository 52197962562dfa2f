import Domain
import Engine
import Store
import TestKit
import Testing

@testable import class Store.Store

@Suite("Failure 5: acting on a status that the customer has left", .timeLimit(.minutes(1)))
struct StaleStatusTests {
    private let overdue: Timestamp = "2026-03-06T00:00:00+01:00"

    @Test("a status left between two batches of a scan: nothing fires for it, though it was due")
    func betweenBatches() async throws {
        let office = try await Office(duration: "3 business days", triggers: [Office.overdue])
        try await office.addCustomers(3)
        let maker = FollowUpMaker(renderer: TemplateRenderer())
        let first = try await office.store.fireDue(now: overdue, limit: 1) { try maker.decide($0) }
        #expect(first.decisions.map(\.customerNumber) == ["1"])
        let change = try await office.move("2", to: "elsewhere", now: overdue)
        #expect(change.cancelled == Cancellations(followUps: 1))
        try await Bench(office).scan(at: overdue)
        #expect(try await office.tasks().map(\.customerNumber) == ["1", "3"])
        #expect(try await office.followUps("2").map(\.reason) == [.statusLeft])
    }

    @Test("statuses changed all through a scan: no task stays open in a status that was left")
    func throughout() async throws {
        let office = try await Office(duration: "3 business days", triggers: [Office.overdue, Office.welcome])
        try await office.addCustomers(120)
        let bench = try Bench(office, batch: 2)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await bench.scan(at: overdue) }
            for parity in 0..<2 {
                group.addTask {
                    for number in stride(from: 2 + 2 * parity, through: 120, by: 4) {
                        try await office.move("\(number)", to: "elsewhere", now: overdue)
                    }
                }
            }
            try await group.waitForAll()
        }
        for number in 1...120 {
            let followUps = try await office.followUps("\(number)")
            let tasks = try await office.tasks("\(number)")
            let messages = try await office.messages("\(number)")
            #expect(followUps.count == 2)
            #expect(tasks.count + messages.count == followUps.count { $0.state == .fired })
            if number.isMultiple(of: 2) {
                #expect(tasks.allSatisfy { $0.state == .cancelled } && messages.allSatisfy { $0.state == .cancelled })
                #expect(followUps.allSatisfy { $0.state == .fired || $0.reason == .statusLeft })
            } else {
                #expect(tasks.map(\.state) == [.open] && messages.map(\.state) == [.queued])
            }
        }
    }

    @Test("even a row that leaving forgot does not fire for a closed period")
    func forgotten() async throws {
        let office = try await Office(duration: "3 business days", triggers: [Office.overdue])
        try await office.addCustomer("1")
        try await office.store.write { db in
            try db.execute(sql: "UPDATE statusPeriod SET leftAt = enteredAt, leftBy = 'nobody', ending = 'changed'")
        }
        let summary = try await Bench(office).scan(at: overdue)
        #expect(summary.firing.decisions.map(\.reason) == [.statusLeft])
        #expect(try await office.tasks().isEmpty)
    }

    @Test("leaving cancels the tasks that say so, and no others")
    func tasks() async throws {
        let office = try await Office(duration: "4 hours", triggers: [Office.overdue, Office.slow])
        try await office.addCustomers(2)
        let now: Timestamp = "2026-03-02T13:00:00+01:00"
        try await Bench(office).scan(at: now)
        _ = try await office.store.addTask(TaskDraft(subject: "By hand"), customerNumber: "1", by: "ana", now: now)
        let started = try #require(try await office.tasks("2").first { $0.trigger == "overdue" })
        try await office.store.moveTask(id: started.id, to: .inProgress, by: "ana", now: now)
        #expect(try await office.move("1", to: "elsewhere", now: now).cancelled == Cancellations(tasks: 1))
        #expect(try await office.move("2", to: "elsewhere", now: now).cancelled == Cancellations(tasks: 1))
        let cancelled = try await office.tasks().filter { $0.state == .cancelled }
        #expect(cancelled.map(\.trigger) == ["overdue", "overdue"])
    }

    @Test("a message that waits is cancelled, unless its trigger keeps it; one being sent is finished")
    func messages() async throws {
        let kept = TriggerSpecification(
            code: "kept", name: "Kept", timing: "entered",
            action: .message(.init(template: "welcome", recipient: .customer, keepWhenLeft: true)))
        let office = try await Office(duration: nil, triggers: [Office.welcome, kept])
        try await office.addCustomers(2)
        let gate = Gate()
        let carrier = RecordingCarrier { _, _ in
            await gate.pass()
            return .accepted
        }
        let bench = try Bench(office, inFlight: 1, carrier: carrier)
        try await bench.scan(at: Office.monday)
        try await bench.whileSending {
            await carrier.waitForDeliveries(1)
            let first = try await office.move("1", to: "elsewhere", now: Office.monday)
            let second = try await office.move("2", to: "elsewhere", now: Office.monday)
            #expect(first.cancelled.messages == 0 && second.cancelled.messages == 1)
            gate.open()
            await bench.events.wait(for: .messageSettled, count: 3)
        }
        let states = try await office.messages().reversed().map {
            "\($0.customerNumber) \($0.trigger ?? "") \($0.state)"
        }
        #expect(states == ["1 welcome sent", "1 kept sent", "2 welcome cancelled", "2 kept sent"])
    }

    @Test("a message that was being sent when the status was left is not tried again")
    func notTriedAgain() async throws {
        let office = try await Office(duration: nil, triggers: [Office.welcome])
        try await office.addCustomers(1)
        let gate = Gate()
        let carrier = RecordingCarrier { _, _ in
            await gate.pass()
            return .retry(reason: "not now")
        }
        let bench = try Bench(office, carrier: carrier)
        try await bench.scan(at: Office.monday)
        try await bench.whileSending {
            await carrier.waitForDeliveries(1)
            try await office.move("1", to: "elsewhere", now: Office.monday)
            gate.open()
            await bench.events.wait(for: .messageSettled)
        }
        _ = try await bench.sender.runOnce(now: "2026-03-09T09:00:00+01:00")
        #expect(carrier.deliveries.count == 1)
        #expect(try await office.messages().map(\.state) == [.cancelled])
    }
}
