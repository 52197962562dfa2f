import Testing

@testable import Domain

@Suite("Due dates")
struct DueDateTests {
    @Test(
        "civil units end with the due day, in the calendar's zone",
        arguments: [
            ("3 business days", "2026-03-02T09:00:00+01:00", "2026-03-05", "2026-03-06T00:00:00+01:00"),
            ("1 day", "2026-03-02T23:59:59.999+01:00", "2026-03-03", "2026-03-04T00:00:00+01:00"),
            ("1 day", "2026-03-03T00:00:00+01:00", "2026-03-04", "2026-03-05T00:00:00+01:00"),
            ("2 weeks", "2026-03-20T12:00:00+01:00", "2026-04-03", "2026-04-04T00:00:00+02:00"),
            ("1 month", "2026-01-31T12:00:00+01:00", "2026-02-28", "2026-03-01T00:00:00+01:00"),
        ])
    func civil(duration: String, entered: String, on: String, overdue: String) throws {
        let due = try BusinessCalendar.fixture().dueDate(of: span(duration), enteredAt: instant(entered))
        #expect(due == DueDate(on: try date(on), overdueAt: try instant(overdue)))
    }

    @Test(
        "exact units end at the instant, whatever the clocks do meanwhile",
        arguments: [
            // Clocks go forward at 02:00 on 29 March, and back at 03:00 on 25 October.
            ("4 hours", "2026-03-28T23:30:00+01:00", "2026-03-29", "2026-03-29T04:30:00+02:00"),
            ("24 hours", "2026-10-24T12:00:00+02:00", "2026-10-25", "2026-10-25T11:00:00+01:00"),
            ("30 minutes", "2026-03-02T23:45:00+01:00", "2026-03-03", "2026-03-03T00:15:00+01:00"),
        ])
    func exact(duration: String, entered: String, on: String, overdue: String) throws {
        let due = try BusinessCalendar.fixture().dueDate(of: span(duration), enteredAt: instant(entered))
        #expect(due == DueDate(on: try date(on), overdueAt: try instant(overdue)))
    }

    @Test(
        "a day is as long as the clocks make it: 23, 25 hours, a half-hour zone, a midnight that is skipped",
        arguments: [
            ("Europe/Berlin", "2026-03-29", "2026-03-30T00:00:00+02:00"),
            ("Europe/Berlin", "2026-10-25", "2026-10-26T00:00:00+01:00"),
            ("Asia/Kolkata", "2026-03-29", "2026-03-30T00:00:00+05:30"),
            ("Asia/Kathmandu", "2026-03-29", "2026-03-30T00:00:00+05:45"),
            ("Australia/Lord_Howe", "2026-04-04", "2026-04-05T00:00:00+11:00"),
            // Cuba's clocks go from 00:00 to 01:00: the day after begins at one.
            ("America/Havana", "2026-03-07", "2026-03-08T01:00:00-04:00"),
            // Samoa had no 30 December 2011: the day after the 29th is the 31st.
            ("Pacific/Apia", "2011-12-29", "2011-12-31T00:00:00+14:00"),
            ("Pacific/Kiritimati", "2026-03-29", "2026-03-30T00:00:00+14:00"),
            ("Pacific/Niue", "2026-03-29", "2026-03-30T00:00:00-11:00"),
        ])
    func overdueFrom(zone: String, on: String, overdue: String) throws {
        let due = try BusinessCalendar.fixture(zone: zone).dueDate(on: date(on))
        #expect(due.overdueAt == (try instant(overdue)))
        #expect(due.on == (try date(on)))
    }

    @Test("the same instant is due on different days at the two sides of the date line")
    func dateLine() throws {
        let entered = try instant("2026-03-02T10:30:00Z")
        let day = try span("1 day")
        let west = try BusinessCalendar.fixture(zone: "Pacific/Niue").dueDate(of: day, enteredAt: entered)
        let east = try BusinessCalendar.fixture(zone: "Pacific/Kiritimati").dueDate(of: day, enteredAt: entered)
        #expect(west.on == (try date("2026-03-02")))
        #expect(east.on == (try date("2026-03-04")))
    }

    @Test("the longest spans from the ends of time neither trap nor run backwards", arguments: TimeSpan.Unit.allCases)
    func extremes(unit: TimeSpan.Unit) throws {
        let calendar = try BusinessCalendar.fixture()
        let longest = try #require(TimeSpan(TimeSpan.largestCount, unit))
        for milliseconds in [Int64.min, -62_135_596_800_000, 0, 253_402_300_799_999, .max] {
            let due = calendar.dueDate(of: longest, enteredAt: Timestamp(milliseconds: milliseconds))
            #expect(due.on >= calendar.zone.civilDate(at: Timestamp(milliseconds: milliseconds)))
        }
    }
}
