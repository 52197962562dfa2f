import TestKit
import Testing

@testable import Domain

@Suite("Triggers that recur")
struct RecurringTests {
    private let planner: FollowUpPlanner
    private let entered: Timestamp

    init() throws {
        planner = FollowUpPlanner(calendar: try .fixture(holidays: ["2026-03-04"]))
        entered = try instant("2026-03-02T09:00:00+01:00")
    }

    private func trigger(_ when: String, every: String? = nil, times: Int? = nil, _ action: TriggerAction? = nil) throws
        -> Trigger
    {
        let rule = TriggerSpecification(
            code: "t", name: "T", timing: try timing(when), action: action ?? .task(.init(subject: "T")),
            repeats: try every.map { TriggerRepeat(every: try span($0), times: times) })
        return Trigger(
            id: 1, statusID: 1, specification: rule, position: 1, revision: 1, isEnabled: true, isRetired: false)
    }

    private func instants(_ trigger: Trigger, _ subject: PlanSubject, count: Int) -> [String] {
        (0..<count).compactMap { planner.instant(of: trigger.specification, $0, for: subject)?.rfc3339() }
    }

    @Test(
        "occurrence k lies k times the span after the first, at the same time of day",
        arguments: [
            (
                "2 days after entered at 10:00", "2 days",
                ["2026-03-04T09:00:00Z", "2026-03-06T09:00:00Z", "2026-03-08T09:00:00Z"]
            ),
            ("entered", "90 minutes", ["2026-03-02T08:00:00Z", "2026-03-02T09:30:00Z", "2026-03-02T11:00:00Z"]),
            (
                "1 day after entered at 10:00", "1 business day",
                ["2026-03-03T09:00:00Z", "2026-03-05T09:00:00Z", "2026-03-06T09:00:00Z"]
            ),
            ("entered", "10 business hours", ["2026-03-02T08:00:00Z", "2026-03-03T10:00:00Z", "2026-03-05T12:00:00Z"]),
            (
                "29 days after entered at 10:00", "1 month",
                ["2026-03-31T08:00:00Z", "2026-04-30T08:00:00Z", "2026-05-31T08:00:00Z"]
            ),
        ])
    func occurrences(when: String, every: String, expected: [String]) throws {
        let subject = PlanSubject.period(.fixture(entered: entered, due: nil))
        #expect(instants(try trigger(when, every: every), subject, count: 3) == expected)
    }

    @Test("what was missed is one, the newest, which says how many it stands for; `times` counts every occurrence")
    func coalesced() throws {
        let subject = PlanSubject.period(.fixture(entered: entered, due: nil))
        let daily = try trigger("entered", every: "1 day", times: 5)
        let plan = planner.plan(subject, trigger: daily, now: entered.adding(seconds: 3 * 86_400 + 60), backfill: .all)
        #expect(plan.map(\.occurrence) == [3] && plan.map(\.covers) == [4] && plan.map(\.state) == [.planned])
        let after = planner.plan(
            subject, trigger: daily, now: entered.adding(seconds: 30 * 86_400), backfill: .all, after: 3)
        #expect(after.map(\.occurrence) == [4] && after.map(\.covers) == [1])
        #expect(planner.plan(subject, trigger: daily, now: entered, backfill: .all, after: 4).isEmpty)
        #expect(
            planner.newestMissed(
                subject, rule: daily.specification, from: 0, now: entered.adding(seconds: 999 * 86_400)) == 4)
    }

    @Test("where the past is left out, the next occurrence is planned beside what is skipped")
    func skippedThenNext() throws {
        let subject = PlanSubject.period(.fixture(entered: entered, due: nil))
        let mail = try trigger("entered", every: "1 day", .message(.init(template: "t", recipient: .customer)))
        let now = entered.adding(seconds: 2 * 86_400 + 60)
        let plan = planner.plan(subject, trigger: mail, now: now, backfill: .staff)
        #expect(plan.map(\.state) == [.skipped, .planned] && plan.map(\.occurrence) == [2, 3])
        #expect(planner.plan(subject, trigger: mail, now: now, backfill: .none).map(\.state) == [.skipped])
    }

    @Test("reminders ahead of a due date end with it")
    func beforeDue() throws {
        let due = DueDate(on: try date("2026-03-10"), overdueAt: try instant("2026-03-11T00:00:00+01:00"))
        let subject = PlanSubject.period(.fixture(entered: entered, due: due))
        let reminder = try trigger("3 days before due at 10:00", every: "1 day")
        var occurrences: [Int] = []
        var last: Int?
        while let next = planner.plan(subject, trigger: reminder, now: entered, backfill: .all, after: last).last {
            occurrences.append(next.occurrence)
            last = next.occurrence
            #expect(next.fireAt < due.overdueAt)
            try #require(occurrences.count < 20)
        }
        #expect(occurrences == [0, 1, 2, 3])
    }

    @Test("birthdays come every year, on 28 February where there is no 29th; one of last month is not made up for")
    func birthdays() throws {
        let subject = PlanSubject.customer(birthday: try date("1980-02-29"), anniversary: nil)
        let wishes = try trigger("birthday at 10:00")
        let plan = planner.plan(subject, trigger: wishes, now: entered, backfill: .all)
        #expect(plan.map(\.occurrence) == [2027] && plan.map { $0.fireAt.rfc3339() } == ["2027-02-28T09:00:00Z"])
        let leap = planner.plan(subject, trigger: wishes, now: entered, backfill: .all, after: 2027)
        #expect(leap.map { $0.fireAt.rfc3339() } == ["2028-02-29T09:00:00Z"])
        let early = try trigger("8 weeks before birthday")
        let ahead = planner.plan(subject, trigger: early, now: try instant("2026-12-20T09:00:00+01:00"), backfill: .all)
        #expect(ahead.map(\.occurrence) == [2027] && ahead.map { $0.fireAt.rfc3339() } == ["2027-01-03T08:00:00Z"])
        #expect(
            planner.plan(.customer(birthday: nil, anniversary: nil), trigger: wishes, now: entered, backfill: .all)
                .isEmpty)
    }

    @Test("a task's own triggers count from its start, its due date and its completion")
    func tasks() throws {
        func task(started: Timestamp? = nil, completed: Timestamp? = nil) throws -> PlanSubject {
            .task(
                PlannedTask(
                    type: .call, createdAt: entered, due: planner.calendar.dueDate(on: try date("2026-03-05")),
                    startedAt: started, completedAt: completed, isOpen: completed == nil, round: 2))
        }
        let late = try trigger("1 business day after task due at 10:00")
        let plan = planner.plan(try task(), trigger: late, now: entered, backfill: .all)
        #expect(plan.map { $0.fireAt.rfc3339() } == ["2026-03-06T09:00:00Z"] && plan.map(\.round) == [2])
        #expect(planner.plan(try task(completed: entered), trigger: late, now: entered, backfill: .all).isEmpty)
        let started = try trigger("2 hours after task start")
        #expect(planner.plan(try task(), trigger: started, now: entered, backfill: .all).isEmpty)
        #expect(planner.plan(try task(started: entered), trigger: started, now: entered, backfill: .all).count == 1)
        var visits = late
        visits.specification.taskType = .visit
        #expect(planner.plan(try task(), trigger: visits, now: entered, backfill: .all).isEmpty)
    }

    @Test("halving finds what counting finds, over random rules and instants", arguments: 1...3 as ClosedRange<UInt64>)
    func newest(seed: UInt64) throws {
        var generator = SeededRandom(seed: seed)
        for _ in 0..<300 {
            let unit = try #require(TimeSpan.Unit.allCases.randomElement(using: &generator))
            let every = try #require(TimeSpan(.random(in: 1...30, using: &generator), unit))
            let times = Bool.random(using: &generator) ? Int.random(in: 1...40, using: &generator) : nil
            let rule = TriggerSpecification(
                code: "t", name: "T", timing: try timing("entered"), action: .task(.init(subject: "T")),
                repeats: TriggerRepeat(every: every, times: times))
            let subject = PlanSubject.period(.fixture(entered: entered, due: nil))
            let now = entered.adding(seconds: .random(in: 0..<40 * 3_600, using: &generator))
            var counted = 0
            while counted + 1 < times ?? .max, counted < 200_000,
                let next = planner.instant(of: rule, counted + 1, for: subject), next <= now
            { counted += 1 }
            let found = planner.newestMissed(subject, rule: rule, from: 0, now: now)
            #expect(found ?? 0 == counted, "every \(every), \(String(describing: times)) times, \(now)")
        }
    }
}
