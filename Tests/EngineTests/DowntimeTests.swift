import Domain
import Engine
import Store
import TestKit
import Testing

@Suite("Failure 3: follow-ups missed while the daemon was stopped")
struct DowntimeTests {
    @Test(
        "after an hour, 3 days, 60 days: everything missed fires once, marked late, in order",
        arguments: [
            ("2026-03-06T01:00:00+01:00", 2), ("2026-03-09T00:00:00+01:00", 3), ("2026-05-05T00:00:00+02:00", 4),
        ])
    func missed(back: String, expected: Int) async throws {
        // Overdue on Friday midnight, one day after due at nine, and four weeks after it; the entering was on time.
        func task(_ code: String, _ timing: TriggerTiming) -> TriggerSpecification {
            TriggerSpecification(code: code, name: code, timing: timing, action: .task(.init(subject: code)))
        }
        let office = try await Office(
            duration: "3 business days",
            triggers: [
                task("month", "4 weeks after due"), task("day", "1 day after due"), task("at-once", "entered"),
                task("midnight", "overdue"),
            ])
        let bench = try Bench(office)
        try await office.addCustomers(3)
        #expect(try await bench.scan(at: Office.monday).firing.late == 0)

        let now = try #require(Timestamp(rfc3339: back))
        let summary = try await bench.scan(at: now)
        #expect(summary.firing.tasks == 3 * (expected - 1))
        #expect(summary.firing.late == 3 * (expected - 1))
        let order = summary.firing.decisions.map { "\($0.trigger) \($0.customerNumber)" }
        let all = ["midnight", "day", "month"].flatMap { trigger in (1...3).map { "\(trigger) \($0)" } }
        #expect(order == Array(all.prefix(3 * (expected - 1))))
        #expect(try await bench.scan(at: now).firing.examined == 0)
        #expect(try await office.tasks().count { $0.isLate } == 3 * (expected - 1))
    }

    @Test("late means more than a minute", arguments: [(0, false), (60_000, false), (60_001, true)])
    func late(milliseconds: Int64, isLate: Bool) async throws {
        let office = try await Office()
        try await office.addCustomer("1", status: "active")
        let due: Timestamp = "2026-03-02T13:00:00+01:00"
        let summary = try await Bench(office).scan(at: due.adding(milliseconds: milliseconds))
        #expect(summary.firing.decisions.map(\.isLate) == [isLate])
        #expect(try await office.tasks().map(\.isLate) == [isLate])
    }

    @Test("what is too late to be of use is skipped, and says so")
    func expired() async throws {
        let trigger = TriggerSpecification(
            code: "soon", name: "Soon", timing: "overdue", action: .task(.init(subject: "Soon")), skipAfter: "2 hours")
        let office = try await Office(duration: "4 hours", triggers: [trigger])
        try await office.addCustomers(2)
        let bench = try Bench(office)
        let last: Timestamp = "2026-03-02T15:00:00+01:00"
        _ = try await office.store.setDueDate(
            number: "2", on: "2026-03-02", expectedVersion: nil, by: "ana", now: Office.monday)
        #expect(try await bench.scan(at: last).firing.withheld == 1)
        #expect(try await office.followUps("1").map(\.reason) == [.expired])
        #expect(try await office.followUps("2").map(\.state) == [.planned])
        #expect(try await office.tasks().isEmpty)
    }

    @Test("a reminder ahead of a due date that has passed meanwhile is skipped, and the overdue task fires")
    func basisPassed() async throws {
        let office = try await Office()
        try await office.addCustomer("1")
        let summary = try await Bench(office).scan(at: "2026-03-06T00:00:00+01:00")
        #expect(
            summary.firing.decisions.map { "\($0.trigger) \($0.state) \($0.reason)" } == [
                "welcome fired none", "reminder skipped basisPassed", "overdue fired none",
            ])
    }
}
