import Testing

@testable import Domain

@Suite("Business calendar")
struct BusinessCalendarTests {
    // 2026-03-07 is a Saturday.
    @Test(
        "Saturday + 1 business day is Tuesday, 1 before Saturday is Friday",
        arguments: [
            ("2026-03-07", 1, "2026-03-10"), ("2026-03-08", 1, "2026-03-10"), ("2026-03-06", 1, "2026-03-09"),
            ("2026-03-07", -1, "2026-03-06"), ("2026-03-08", -1, "2026-03-06"), ("2026-03-09", -1, "2026-03-06"),
            ("2026-03-06", 5, "2026-03-13"), ("2026-03-07", 5, "2026-03-16"), ("2026-03-06", -5, "2026-02-27"),
        ])
    func weekend(from: String, count: Int, to: String) throws {
        let calendar = try BusinessCalendar.fixture()
        #expect(calendar.adding(businessDays: count, to: try date(from)) == (try date(to)))
    }

    @Test(
        "a holiday counts like a Sunday",
        arguments: [
            ("2026-12-24", 1, "2026-12-28"), ("2026-12-25", 1, "2026-12-29"), ("2026-12-28", -1, "2026-12-24"),
            ("2026-12-25", -1, "2026-12-24"),
        ])
    func holiday(from: String, count: Int, to: String) throws {
        let calendar = try BusinessCalendar.fixture(holidays: ["2026-12-25", "2026-12-26"])
        #expect(calendar.adding(businessDays: count, to: try date(from)) == (try date(to)))
    }

    @Test("without a working day every day counts")
    func neverOpen() throws {
        let calendar = BusinessCalendar(code: "none", zone: .utc, hours: [:], holidays: [try date("2026-03-08")])
        #expect(calendar.adding(businessDays: 3, to: try date("2026-03-07")) == (try date("2026-03-10")))
        #expect(calendar.workingDay(onOrAfter: try date("2026-03-08")) == (try date("2026-03-08")))
        #expect(calendar.firstOpening(on: try date("2026-03-07")) == .nineInTheMorning)
    }

    @Test(
        "months clamp and are counted from the anchor",
        arguments: [
            ("2026-01-31", 1, "2026-02-28"), ("2026-01-31", 2, "2026-03-31"), ("2028-01-31", 1, "2028-02-29"),
            ("2026-03-31", -1, "2026-02-28"), ("2026-12-31", 2, "2027-02-28"), ("2026-05-15", 12, "2027-05-15"),
        ])
    func months(from: String, count: Int, to: String) throws {
        let calendar = try BusinessCalendar.fixture()
        let months = try #require(TimeSpan(abs(count), .months))
        #expect(calendar.date(months, from: try date(from), direction: count.signum()) == (try date(to)))
    }

    @Test("weeks and days do not look at the calendar")
    func weeksAndDays() throws {
        let calendar = try BusinessCalendar.fixture(holidays: ["2026-03-14", "2026-03-21"])
        let saturday = try date("2026-03-07")
        #expect(calendar.date(try span("2 weeks"), from: saturday) == (try date("2026-03-21")))
        #expect(calendar.date(try span("1 day"), from: saturday, direction: -1) == (try date("2026-03-06")))
        #expect(calendar.date(try span("4 hours"), from: saturday) == saturday)
    }

    @Test("the first opening is the earliest interval of the weekday, whatever their order")
    func firstOpening() throws {
        let afternoon = try #require(OpeningHours("14:00-18:00"))
        let morning = try #require(OpeningHours("08:30-12:00"))
        let calendar = BusinessCalendar(
            code: "split", zone: .utc, hours: [.monday: [afternoon, morning], .tuesday: []], holidays: [])
        #expect(calendar.firstOpening(on: try date("2026-03-09")) == TimeOfDay("08:30"))
        #expect(!calendar.isWorkingDay(try date("2026-03-10")))
        #expect(calendar.firstOpening(on: try date("2026-03-10")) == .nineInTheMorning)
    }

    @Test(
        "opening hours close after they open",
        arguments: ["09:00-09:00", "17:00-09:00", "9:00-17:00", "09:00", "09:00-24:00", "-"])
    func badHours(text: String) {
        #expect(OpeningHours(text) == nil)
    }

    @Test("the ends of the calendar neither trap nor hang", arguments: [-40_000, -1, 1, 40_000])
    func ends(count: Int) throws {
        let calendar = try BusinessCalendar.fixture(holidays: ["0001-01-01", "9999-12-31"])
        for text in ["0001-01-01", "0001-01-02", "9999-12-30", "9999-12-31"] {
            let moved = calendar.adding(businessDays: count, to: try date(text))
            #expect(try (date("0001-01-01")...date("9999-12-31")).contains(moved))
        }
    }
}
