import Domain
import Engine
import Store
import TestKit
import Testing

@Suite("The order of firing")
struct FiringOrderTests {
    @Test(
        "by instant, customer, trigger position, whatever the size of the batches",
        arguments: [
            (seed: 1 as UInt64, batch: 1), (2, 3), (3, 7), (4, 500),
        ])
    func order(seed: UInt64, batch: Int) async throws {
        var generator = SeededRandom(seed: seed)
        let timings: [TriggerTiming] = [
            "entered", "overdue", "1 day after due", "1 day after due at 09:00", "2 hours after entered",
            "overdue at 00:00",
            "33 hours after overdue", "2 days after due",
        ]
        let triggers = timings.shuffled(using: &generator).enumerated().map { index, timing in
            TriggerSpecification(code: "t\(index)", name: "T", timing: timing, action: .task(.init(subject: "T")))
        }
        let office = try await Office(duration: "3 business days", triggers: triggers)
        for number in (1...25).shuffled(using: &generator) {
            try await office.addCustomer(
                "\(number)", now: Office.monday.adding(milliseconds: .random(in: 0...3, using: &generator) * 3_600_000))
        }
        let all = try await office.followUps()
        #expect(all.count == 200)
        // Customers' ids grow in the order of adding, periods' likewise; positions are in the codes.
        let expected = all.sorted { ($0.fireAt, $0.subjectID, $0.trigger) < ($1.fireAt, $1.subjectID, $1.trigger) }.map(
            \.id)
        let summary = try await Bench(office, batch: batch).scan(at: "2026-03-20T00:00:00+01:00")
        // Tasks are numbered in the order in which they are made.
        let fired = try await office.followUps().sorted { ($0.taskID ?? 0) < ($1.taskID ?? 0) }.map(\.id)
        #expect(fired == expected)
        #expect(summary.firing.tasks == 200)
    }
}
