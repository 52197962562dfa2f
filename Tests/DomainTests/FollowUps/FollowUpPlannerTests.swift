import TestKit
import Testing

@testable import Domain

@Suite("Follow-up planner")
struct FollowUpPlannerTests {
    // Entered on Monday, 2 March 2026, at 14:30; due on Thursday; overdue from Friday 00:00, all in Berlin.
    private let calendar: BusinessCalendar
    private let planner: FollowUpPlanner
    private let period: StatusPeriod
    private let entered: Timestamp

    init() throws {
        calendar = try .fixture()
        planner = FollowUpPlanner(calendar: calendar)
        entered = try instant("2026-03-02T14:30:00+01:00")
        period = .fixture(entered: entered, due: calendar.dueDate(on: try date("2026-03-05")))
    }

    @Test(
        "each basis, offset and time of day has its instant",
        arguments: [
            ("entered", "2026-03-02T14:30:00+01:00"),
            ("30 minutes after entered", "2026-03-02T15:00:00+01:00"),
            ("1 day after entered", "2026-03-03T09:00:00+01:00"),
            ("1 day after entered at 07:15", "2026-03-03T07:15:00+01:00"),
            ("entered at 16:00", "2026-03-02T16:00:00+01:00"),
            ("5 business days after entered", "2026-03-09T09:00:00+01:00"),
            ("1 month after entered at 00:00", "2026-04-02T00:00:00+02:00"),
            ("due", "2026-03-05T09:00:00+01:00"),
            ("due at 10:00", "2026-03-05T10:00:00+01:00"),
            ("1 business day before due at 10:00", "2026-03-04T10:00:00+01:00"),
            ("2 days after due", "2026-03-07T09:00:00+01:00"),
            ("4 hours before due", "2026-03-05T20:00:00+01:00"),
            ("overdue", "2026-03-06T00:00:00+01:00"),
            ("overdue at 08:00", "2026-03-06T08:00:00+01:00"),
            ("90 minutes after overdue", "2026-03-06T01:30:00+01:00"),
            ("3 days after overdue", "2026-03-08T09:00:00+01:00"),
            ("1 week after overdue at 10:00", "2026-03-12T10:00:00+01:00"),
        ])
    func instants(text: String, expected: String) throws {
        #expect(planner.instant(of: try timing(text), in: period) == (try instant(expected)))
    }

    @Test("a firing day is never rolled: Saturday stays Saturday, at nine since nothing opens")
    func notRolled() throws {
        let early = try BusinessCalendar.fixture(hours: "07:00-15:00", holidays: ["2026-03-06"])
        let planner = FollowUpPlanner(calendar: early)
        #expect(
            planner.instant(of: try timing("2 days after due"), in: period)
                == (try instant("2026-03-07T09:00:00+01:00")))
        // A holiday keeps the hours of its weekday.
        #expect(
            planner.instant(of: try timing("1 day after due"), in: period) == (try instant("2026-03-06T07:00:00+01:00"))
        )
    }

    @Test(
        "never before the customer entered",
        arguments: ["entered at 10:00", "1 week before due", "3 days before due at 14:00"])
    func notBeforeEntered(text: String) throws {
        #expect(planner.instant(of: try timing(text), in: period) == entered)
    }

    @Test(
        "a time in the gap fires after it, one in the fold at its first occurrence",
        arguments: [
            ("2026-03-27T12:00:00+01:00", "2 days after entered at 02:30", "2026-03-29T03:00:00+02:00"),
            ("2026-10-24T12:00:00+02:00", "1 day after entered at 02:30", "2026-10-25T02:30:00+02:00"),
        ])
    func gapAndFold(entered: String, text: String, expected: String) throws {
        let period = StatusPeriod.fixture(entered: try instant(entered), due: nil)
        #expect(planner.instant(of: try timing(text), in: period) == (try instant(expected)))
    }

    @Test("without a due date only what counts from entering is planned")
    func noDueDate() throws {
        let period = StatusPeriod.fixture(entered: entered, due: nil)
        let triggers = [Trigger.fixture(id: 1, .whenOverdue), .fixture(id: 2, try timing("1 day after entered"))]
        let plan = planner.plan(period, triggers: triggers, now: entered, backfill: .all)
        #expect(plan.map(\.triggerID) == [2])
    }

    @Test(
        "the plan is a function of its inputs, whatever the order of the triggers",
        arguments: 1...5 as ClosedRange<UInt64>)
    func pure(seed: UInt64) throws {
        var generator = SeededRandom(seed: seed)
        let texts = [
            "entered", "1 day after entered", "1 business day before due", "overdue", "2 weeks after due at 11:00",
        ]
        let triggers = try texts.enumerated().map { Trigger.fixture(id: Int64($0.offset + 1), try timing($0.element)) }
        let now = entered.adding(seconds: .random(in: -90_000...900_000, using: &generator))
        let first = planner.plan(period, triggers: triggers, now: now, backfill: .staff)
        #expect(first.count == triggers.count)
        for _ in 0..<20 {
            let shuffled = planner.plan(
                period, triggers: triggers.shuffled(using: &generator), now: now, backfill: .staff)
            #expect(shuffled.sorted { $0.triggerID < $1.triggerID } == first)
        }
    }

    @Test("a trigger that is disabled or retired plans nothing")
    func notInForce() throws {
        let triggers = [
            Trigger.fixture(id: 1, .whenOverdue, isEnabled: false), .fixture(id: 2, .whenOverdue, isRetired: true),
            .fixture(id: 3, .whenOverdue, revision: 4),
        ]
        let plan = planner.plan(period, triggers: triggers, now: entered, backfill: .all)
        #expect(plan.map(\.triggerID) == [3])
        #expect(plan.map(\.triggerRevision) == [4])
    }

    @Test("the round is the period's for due-based triggers and 0 for the others")
    func rounds() throws {
        let extended = StatusPeriod.fixture(entered: entered, due: period.due, round: 2)
        let triggers = [
            Trigger.fixture(id: 1, try timing("entered")), .fixture(id: 2, try timing("due")),
            .fixture(id: 3, .whenOverdue),
        ]
        #expect(planner.plan(extended, triggers: triggers, now: entered, backfill: .all).map(\.round) == [0, 2, 2])
    }

    @Test(
        "skipAfter counts from the planned instant: exact to the millisecond, civil to the end of the day",
        arguments: [
            ("2 hours", "2026-03-06T02:00:00+01:00"), ("1 day", "2026-03-08T00:00:00+01:00"),
            ("1 business day", "2026-03-10T00:00:00+01:00"),
        ])
    func expiry(skipAfter: String, expected: String) throws {
        let trigger = Trigger.fixture(.whenOverdue, skipAfter: try span(skipAfter))
        let plan = planner.plan(period, triggers: [trigger], now: entered, backfill: .all)
        #expect(plan.map(\.expiresAt) == [try instant(expected)])
    }
}
