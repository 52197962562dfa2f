import TestKit
import Testing

@testable import Domain

@Suite("Business hours and quiet hours")
struct BusinessHoursTests {
    private func calendar(quiet: String? = nil) throws -> BusinessCalendar {
        let morning = try #require(OpeningHours("09:00-12:00"))
        let afternoon = try #require(OpeningHours("13:00-17:00"))
        let days: [Weekday] = [.monday, .tuesday, .wednesday, .thursday, .friday]
        return BusinessCalendar(
            code: "c", zone: try Zoneinfo.rules(of: "Europe/Berlin"),
            hours: Dictionary(uniqueKeysWithValues: days.map { ($0, [afternoon, morning]) }),
            holidays: [try date("2026-04-06")], quiet: quiet.flatMap(QuietHours.init(_:)))
    }

    @Test(
        "counts open time only, over lunch, night, weekend and holiday",
        arguments: [
            ("2026-03-02T09:00:00+01:00", "2 business hours", "2026-03-02T11:00:00+01:00"),
            ("2026-03-02T11:30:00+01:00", "1 business hour", "2026-03-02T13:30:00+01:00"),
            ("2026-03-02T09:00:00+01:00", "7 business hours", "2026-03-02T17:00:00+01:00"),
            ("2026-03-02T09:00:00+01:00", "8 business hours", "2026-03-03T10:00:00+01:00"),
            ("2026-03-07T20:00:00+01:00", "1 business hour", "2026-03-09T10:00:00+01:00"),
            ("2026-04-03T16:00:00+02:00", "2 business hours", "2026-04-07T10:00:00+02:00"),
            // Over the change of the clocks: it is open time that counts.
            ("2026-03-27T16:00:00+01:00", "2 business hours", "2026-03-30T10:00:00+02:00"),
        ])
    func forward(from: String, length: String, to: String) throws {
        #expect(try calendar().instant(try span(length), from: try instant(from)) == (try instant(to)))
    }

    @Test(
        "counted back it is the last instant from which so much open time lies ahead, and there and back is where one was"
    )
    func back() throws {
        let calendar = try calendar()
        #expect(
            calendar.instant(
                try span("8 business hours"), from: try instant("2026-03-03T10:00:00+01:00"), direction: -1)
                == (try instant("2026-03-02T09:00:00+01:00")))
        var generator = SeededRandom(seed: 5)
        for _ in 0..<500 {
            let day = try date("2026-03-02").adding(days: .random(in: 0..<200, using: &generator))
            guard calendar.isWorkingDay(day) else { continue }
            let start = calendar.zone.instant(of: day, at: try #require(TimeOfDay(hour: 10, minute: 7)))
            let length = try #require(TimeSpan(.random(in: 1...60, using: &generator), .businessHours))
            let there = try #require(calendar.instant(length, from: start))
            #expect(calendar.instant(length, from: there, direction: -1) == start, "\(length) from \(start)")
        }
    }

    @Test("a calendar that never opens counts plain hours, and a search ends after a century")
    func never() throws {
        let closed = BusinessCalendar(code: "c", zone: .utc, hours: [:], holidays: [])
        let start = try instant("2026-03-02T09:00:00Z")
        #expect(closed.instant(try span("3 business hours"), from: start) == start.adding(seconds: 3 * 3_600))
        let minute = try #require(OpeningHours("09:00-09:01"))
        let rare = BusinessCalendar(code: "c", zone: .utc, hours: [.monday: [minute]], holidays: [])
        #expect(
            try #require(rare.instant(try span("40000 business hours"), from: start))
                > start.adding(seconds: 86_400 * 36_000))
    }

    @Test(
        "messages wait for the next opening that is not quiet",
        arguments: [
            ("2026-03-02T10:00:00+01:00", nil as String?),
            ("2026-03-02T19:59:59+01:00", nil),
            ("2026-03-02T20:00:00+01:00", "2026-03-03T10:00:00+01:00"),
            ("2026-03-03T09:59:59+01:00", "2026-03-03T10:00:00+01:00"),
            ("2026-03-06T23:00:00+01:00", "2026-03-09T10:00:00+01:00"),
            ("2026-04-04T02:00:00+02:00", "2026-04-07T10:00:00+02:00"),
        ])
    func quiet(at: String, until: String?) throws {
        let calendar = try calendar(quiet: "20:00-10:00")
        #expect(calendar.quietUntil(try instant(at)) == (try until.map { try instant($0) }))
    }
}
