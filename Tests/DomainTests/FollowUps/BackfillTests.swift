import Testing

@testable import Domain

@Suite("Backfill: what is past when it is planned")
struct BackfillTests {
    private let planner: FollowUpPlanner
    private let period: StatusPeriod
    private let triggers: [Trigger]

    init() throws {
        let calendar = try BusinessCalendar.fixture()
        planner = FollowUpPlanner(calendar: calendar)
        period = .fixture(
            entered: try instant("2026-03-02T14:30:00+01:00"), due: calendar.dueDate(on: try date("2026-03-05")))
        triggers = [
            .fixture(id: 1, try timing("entered"), action: Trigger.mail),
            .fixture(id: 2, try timing("entered"), action: Trigger.mailToOwner),
            .fixture(id: 3, try timing("1 day after entered")), .fixture(id: 4, .whenOverdue),
            .fixture(id: 5, .whenOverdue, action: Trigger.mail),
            .fixture(id: 6, try timing("1 day before due")),
        ]
    }

    private func states(now: String, _ backfill: Backfill) throws -> [String] {
        planner.plan(period, triggers: triggers, now: try instant(now), backfill: backfill)
            .map { $0.state == .planned ? "planned" : $0.reason.rawValue }
    }

    @Test("on time everything is planned, but with `none`", arguments: Backfill.allCases)
    func onTime(backfill: Backfill) throws {
        let expected = backfill == .none ? "backfill" : "planned"
        #expect(try states(now: "2026-03-02T14:30:00+01:00", backfill) == Array(repeating: expected, count: 6))
    }

    @Test(
        "after two days what counted from entering is past",
        arguments: [
            (Backfill.staff, ["backfill", "planned", "planned", "planned", "planned", "planned"]),
            (.all, ["planned", "planned", "planned", "planned", "planned", "planned"]),
            (.future, ["backfill", "backfill", "backfill", "planned", "planned", "backfill"]),
            (.none, ["backfill", "backfill", "backfill", "backfill", "backfill", "backfill"]),
        ])
    func afterTwoDays(backfill: Backfill, expected: [String]) throws {
        #expect(try states(now: "2026-03-04T14:30:00+01:00", backfill) == expected)
    }

    @Test(
        "once overdue a reminder ahead of the due date has no point, whatever the backfill",
        arguments: Backfill.allCases)
    func basisPassed(backfill: Backfill) throws {
        #expect(try states(now: "2026-03-05T23:59:59.999+01:00", backfill).last != "basisPassed")
        #expect(try states(now: "2026-03-06T00:00:00+01:00", backfill).last == "basisPassed")
    }

    @Test("what is due at this very instant is not past")
    func edge() throws {
        #expect(try states(now: "2026-03-06T00:00:00+01:00", .future)[3...4] == ["planned", "planned"])
        #expect(try states(now: "2026-03-06T00:00:00.001+01:00", .future)[3...4] == ["backfill", "backfill"])
    }
}
