import TestKit
import Testing

@testable import Domain

@Suite("Failure 8: a holiday never makes a due date or an after-offset earlier, nor a before-offset later")
struct HolidayPropertyTests {
    private static let zones = ["Europe/Berlin", "America/Havana", "Pacific/Apia", "Asia/Kathmandu"]

    @Test("over random calendars, anchors and spans", arguments: 1...4 as ClosedRange<UInt64>)
    func monotonous(seed: UInt64) throws {
        var generator = SeededRandom(seed: seed)
        let zone = try Zoneinfo.rules(of: Self.zones[Int(seed) % Self.zones.count])
        for _ in 0..<1_500 {
            let anchor = try date("2026-03-01").adding(days: .random(in: 0..<400, using: &generator))
            let calendar = try BusinessCalendar.random(zone: zone, around: anchor, using: &generator)
            let unit = try #require(TimeSpan.Unit.allCases.randomElement(using: &generator))
            let span = try #require(TimeSpan(.random(in: 1...12, using: &generator), unit))
            let holiday = anchor.adding(days: .random(in: -40...40, using: &generator))
            let changed = calendar.adding(holiday: holiday)
            let entered = zone.startOfDay(anchor).adding(seconds: .random(in: 0..<86_400, using: &generator))
            let what = Comment(rawValue: "\(span) from \(anchor), new holiday \(holiday)")

            let before = calendar.dueDate(of: span, enteredAt: entered)
            let after = changed.dueDate(of: span, enteredAt: entered)
            #expect(after.on >= before.on && after.overdueAt >= before.overdueAt, what)
            #expect(changed.date(span, from: anchor) >= calendar.date(span, from: anchor), what)
            #expect(
                changed.date(span, from: anchor, direction: -1) <= calendar.date(span, from: anchor, direction: -1),
                what)
        }
    }

    @Test(
        "a firing instant after the anchor never becomes earlier, one before it never later",
        arguments: 11...13 as ClosedRange<UInt64>)
    func instants(seed: UInt64) throws {
        var generator = SeededRandom(seed: seed)
        let zone = try Zoneinfo.rules(of: Self.zones[Int(seed) % Self.zones.count])
        for _ in 0..<1_000 {
            let anchor = try date("2026-03-01").adding(days: .random(in: 0..<400, using: &generator))
            let calendar = try BusinessCalendar.random(zone: zone, around: anchor, using: &generator)
            let holiday = anchor.adding(days: .random(in: -40...40, using: &generator))
            let unit: TimeSpan.Unit = Bool.random(using: &generator) ? .businessDays : .businessHours
            let span = try #require(TimeSpan(.random(in: 1...12, using: &generator), unit))
            // The due date is given, so that only the offset can move.
            let due = calendar.dueDate(on: anchor)
            let period = StatusPeriod.fixture(entered: Timestamp(milliseconds: .min), due: due)
            let changed = FollowUpPlanner(calendar: calendar.adding(holiday: holiday))
            let planner = FollowUpPlanner(calendar: calendar)
            let what = Comment(rawValue: "\(span) around \(anchor), new holiday \(holiday)")
            let later = try #require(TriggerTiming(basis: .due, offset: span, direction: .after))
            let earlier = try #require(TriggerTiming(basis: .due, offset: span, direction: .before))
            let (laterThen, laterNow) = (planner.instant(of: later, in: period), changed.instant(of: later, in: period))
            #expect(try #require(laterNow) >= #require(laterThen), what)
            let (earlierThen, earlierNow) = (
                planner.instant(of: earlier, in: period), changed.instant(of: earlier, in: period)
            )
            #expect(try #require(earlierNow) <= #require(earlierThen), what)
        }
    }

    @Test("a longer duration is never due earlier")
    func longer() throws {
        var generator = SeededRandom(seed: 99)
        for _ in 0..<1_000 {
            let anchor = try date("2026-03-01").adding(days: .random(in: 0..<400, using: &generator))
            let calendar = try BusinessCalendar.random(zone: .utc, around: anchor, using: &generator)
            let unit = try #require(TimeSpan.Unit.allCases.randomElement(using: &generator))
            let count = Int.random(in: 1...40, using: &generator)
            let short = calendar.dueDate(of: try #require(TimeSpan(count, unit)), enteredAt: .init(milliseconds: 0))
            let long = calendar.dueDate(of: try #require(TimeSpan(count + 1, unit)), enteredAt: .init(milliseconds: 0))
            #expect(long.overdueAt > short.overdueAt)
        }
    }
}
