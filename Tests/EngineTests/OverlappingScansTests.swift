import Domain
import Engine
import Store
import TestKit
import Testing

@Suite("Failure 1: scans that overlap", .timeLimit(.minutes(1)))
struct OverlappingScansTests {
    /// Friday midnight in Berlin, from which Monday's prospects are overdue.
    private let overdue: Timestamp = "2026-03-06T00:00:00+01:00"

    @Test("by the daemon and by hand at once: each follow-up fires exactly once")
    func concurrent() async throws {
        let office = try await Office(duration: "3 business days", triggers: [Office.overdue, Office.welcome])
        try await office.addCustomers(200)
        let bench = try Bench(office, at: overdue, batch: 7)
        let others = try Bench(office, at: overdue, batch: 3)

        let byHand = try await withThrowingTaskGroup(of: FiringSummary.self) { group in
            for index in 0..<8 {
                group.addTask { try await (index % 2 == 0 ? bench : others).scan(at: overdue).firing }
            }
            var sum = FiringSummary()
            try await bench.whileScanning {
                for try await firing in group { sum += firing }
            }
            return sum
        }

        #expect(byHand.tasks <= 200 && byHand.messages <= 200 && byHand.failed == 0)
        let tasks = try await office.tasks()
        #expect(tasks.count == 200)
        #expect(Set(tasks.map(\.customerNumber)).count == 200)
        let messages = try await office.messages()
        #expect(messages.count == 200)
        #expect(Set(messages.map(\.messageID)).count == 200)
        #expect(try await office.followUps().allSatisfy { $0.state == .fired })
    }

    @Test("sending by hand and by the daemon at once: each message is handed over once")
    func sending() async throws {
        let office = try await Office(duration: nil, triggers: [Office.welcome])
        try await office.addCustomers(60)
        let bench = try Bench(office)
        try await bench.scan(at: Office.monday)
        try await bench.whileSending {
            try await withThrowingTaskGroup(of: Void.self) { group in
                for _ in 0..<4 { group.addTask { _ = try await bench.sender.runOnce(now: Office.monday) } }
                try await group.waitForAll()
            }
            await bench.events.wait(for: .messageSettled, count: 60)
        }
        #expect(bench.carrier.deliveries.count == 60)
        #expect(Set(bench.carrier.deliveries.map(\.messageID)).count == 60)
        #expect(try await office.messages().allSatisfy { $0.state == .sent })
    }

    @Test("firing by hand in the middle of a scan leaves nothing to do twice")
    func byHand() async throws {
        let office = try await Office(duration: "3 business days", triggers: [Office.overdue])
        try await office.addCustomers(20)
        let bench = try Bench(office, batch: 1)
        let ids = try await office.followUps().map(\.id)
        let maker = FollowUpMaker(renderer: TemplateRenderer())
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await bench.scan(at: overdue) }
            group.addTask {
                for id in ids {
                    do {
                        _ = try await office.store.fireNow(id: id, now: overdue, by: "ana") { try maker.decide($0) }
                    } catch let error as StoreError {
                        #expect(error.code == .wrongState(state: "fired"))
                    }
                }
            }
            try await group.waitForAll()
        }
        #expect(try await office.tasks().count == 20)
    }
}
