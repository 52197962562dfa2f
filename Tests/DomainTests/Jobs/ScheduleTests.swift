import Testing

@testable import Domain

@Suite("Schedules")
struct ScheduleTests {
    private func elapses(_ text: String, _ zone: String, from start: String, count: Int) throws -> [String] {
        let expression = try #require(CalendarExpression(text))
        let rules = try Zoneinfo.rules(of: zone)
        var instant = try instant(start)
        var found: [String] = []
        while found.count < count, let next = expression.next(after: instant, in: rules) {
            found.append(next.rfc3339())
            instant = next
        }
        return found
    }

    @Test("a time that the clocks skip runs at the first instant after the gap, and the next day as ever")
    func gap() throws {
        #expect(
            try elapses("*-*-* 02:30", "Europe/Berlin", from: "2026-03-28T03:00:00+01:00", count: 2) == [
                "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z",
            ])
        // Midnight does not exist in Havana that day.
        #expect(
            try elapses("daily", "America/Havana", from: "2026-03-07T12:00:00-05:00", count: 2) == [
                "2026-03-08T05:00:00Z", "2026-03-09T04:00:00Z",
            ])
    }

    @Test("a time that the clocks show twice runs once, the first time")
    func fold() throws {
        #expect(
            try elapses("*-*-* 02:30", "Europe/Berlin", from: "2026-10-24T03:00:00+02:00", count: 2) == [
                "2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z",
            ])
    }

    @Test("wildcard hours follow the clocks: 23 runs on the short day, 25 on the long one")
    func wildcard() throws {
        for (day, hours) in [("2026-03-29", 23), ("2026-10-25", 25)] {
            let rules = try Zoneinfo.rules(of: "Europe/Berlin")
            let start = rules.startOfDay(try date(day))
            let end = rules.startOfDay(try date(day).adding(days: 1))
            let expression = try #require(CalendarExpression("*:30"))
            var count = 0
            var last = start
            while let next = expression.next(after: last, in: rules), next < end {
                #expect(next.milliseconds(since: last) == (count == 0 ? 1_800_000 : 3_600_000))
                count += 1
                last = next
            }
            #expect(count == hours, "\(day)")
        }
        // A zone whose clocks change by half an hour.
        #expect(
            try elapses("*:15", "Australia/Lord_Howe", from: "2026-04-04T14:20:00Z", count: 3) == [
                "2026-04-04T15:45:00Z", "2026-04-04T16:45:00Z", "2026-04-04T17:45:00Z",
            ])
    }

    @Test("an expression that never comes ends the search at once")
    func never() throws {
        for text in ["*-02-30", "2026-01-01", "Mon 2025-01-01"] {
            let expression = try #require(CalendarExpression(text))
            #expect(expression.next(after: try instant("2026-06-01T00:00:00Z"), in: .utc) == nil, "\(text)")
        }
        let leap = try #require(CalendarExpression("*-02-29 12:00"))
        #expect(
            leap.next(after: try instant("2026-06-01T00:00:00Z"), in: .utc) == (try instant("2028-02-29T12:00:00Z")))
    }

    @Test("an interval keeps its beat, whatever happened meanwhile")
    func interval() throws {
        let schedule = try #require(Schedule("every 15 minutes"))
        let origin = try instant("2026-03-02T08:07:00Z")
        #expect(schedule.next(after: origin, in: .utc, origin: origin) == (try instant("2026-03-02T08:22:00Z")))
        #expect(
            schedule.next(after: try instant("2026-03-05T00:00:00Z"), in: .utc, origin: origin)
                == (try instant("2026-03-05T00:07:00Z")))
        // A clock that ran ahead when the job was made does not hold it until then.
        #expect(
            schedule.next(after: try instant("2020-01-01T00:00:00Z"), in: .utc, origin: origin)
                == (try instant("2020-01-01T00:07:00Z")))
        for seconds: Int64 in [-1_800, -901, -900, -899, -1, 0, 1, 899, 900] {
            let next = try #require(
                schedule.next(after: origin.adding(seconds: seconds), in: .utc, origin: origin))
            #expect((1...900).contains(next.milliseconds(since: origin) / 1_000 - seconds))
            #expect(next.milliseconds(since: origin) % 900_000 == 0)
        }
    }

    @Test(
        "what is printed reads back",
        arguments: ["Mon..Fri *-*-* 08:00 Europe/Berlin", "every 2 hours", "daily", "*:0/5 UTC"])
    func roundTrip(text: String) throws {
        let schedule = try #require(Schedule(text))
        #expect(Schedule(schedule.description) == schedule)
    }

    @Test(
        "refuses what is none",
        arguments: ["", "every", "every 2 days", "every 5 seconds", "every 0 minutes", "08:00 ../etc", "now"])
    func refuses(text: String) {
        #expect(Schedule(text) == nil)
    }
}
