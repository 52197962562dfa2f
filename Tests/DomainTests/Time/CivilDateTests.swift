import Domain
import FoundationEssentials
import Glibc
import TestKit
import Testing

@Suite("Civil dates")
struct CivilDateTests {
    @Test("Every day of 1600 to 2399 is the day after the one before it")
    func dayByDay() throws {
        var model = CalendarModel(startOfYear: 1_600)
        let first = try date("1600-01-01")
        var weekday = Weekday.saturday
        var wrong: [CivilDate] = []
        for days in first.daysSinceEpoch..<first.daysSinceEpoch + 2 * 146_097 {
            let date = CivilDate(daysSinceEpoch: days)
            let sameDate = CivilDate(year: model.year, month: model.month, day: model.day)
            if date != sameDate || date.year != model.year || date.month != model.month || date.day != model.day
                || date.weekday != weekday
            {
                wrong.append(date)
            }
            model.goToNextDay()
            weekday = Weekday(rawValue: weekday.rawValue % 7 + 1) ?? .monday
        }
        #expect(wrong.isEmpty)
        #expect(model.year == 2_400)
    }

    @Test("The months of all years follow one another without a gap")
    func monthByMonth() throws {
        var model = CalendarModel(startOfYear: 1)
        var date = try #require(CivilDate(year: 1, month: 1, day: 1))
        var wrong: [CivilDate] = []
        while model.year <= 9_999 {
            if date != CivilDate(year: model.year, month: model.month, day: 1) { wrong.append(date) }
            let length = CalendarModel.monthLength(year: model.year, month: model.month)
            if CivilDate(year: model.year, month: model.month, day: length + 1) != nil { wrong.append(date) }
            date = date.adding(days: length)
            model.goToNextMonth()
        }
        #expect(wrong.isEmpty)
        #expect(date.description == "9999-12-31")
    }

    @Test("Random days agree with gmtime")
    func agreesWithGmtime() {
        var random = SeededRandom(seed: 1)
        var wrong: [CivilDate] = []
        for _ in 0..<20_000 {
            let date = CivilDate(daysSinceEpoch: .random(in: -719_162...2_932_896, using: &random))
            var seconds = date.daysSinceEpoch * 86_400
            var parts = tm()
            gmtime_r(&seconds, &parts)
            if date.year != Int(parts.tm_year) + 1_900 || date.month != Int(parts.tm_mon) + 1
                || date.day != Int(parts.tm_mday) || date.weekday.rawValue % 7 != Int(parts.tm_wday)
            {
                wrong.append(date)
            }
        }
        #expect(wrong.isEmpty)
    }

    @Test("Adding months keeps the day of the month or takes the last one, counted from the date itself")
    func addingMonths() throws {
        let january = try date("2026-01-31")
        #expect(
            (0...4).map { january.adding(months: $0).description }
                == ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31"])
        #expect(january.adding(months: -2).description == "2025-11-30")
        #expect(try date("2024-02-29").adding(months: 12).description == "2025-02-28")
        #expect(try date("2024-02-29").adding(months: -48).description == "2020-02-29")

        var random = SeededRandom(seed: 2)
        var wrong: [String] = []
        for _ in 0..<20_000 {
            let date = CivilDate(daysSinceEpoch: .random(in: -719_162...2_932_896, using: &random))
            let months = Int.random(in: -3_000...3_000, using: &random)
            let result = date.adding(months: months)
            let target = date.year * 12 + date.month - 1 + months
            guard (12..<120_000).contains(target) else {
                if result.description != (target < 12 ? "0001-01-01" : "9999-12-31") {
                    wrong.append("\(date) \(months)")
                }
                continue
            }
            let length = CalendarModel.monthLength(year: target / 12, month: target % 12 + 1)
            if result != CivilDate(year: target / 12, month: target % 12 + 1, day: min(date.day, length)) {
                wrong.append("\(date) \(months)")
            }
        }
        #expect(wrong.isEmpty)
    }

    @Test("Days between dates and days added are inverse")
    func days() {
        var random = SeededRandom(seed: 3)
        for _ in 0..<2_000 {
            let one = CivilDate(daysSinceEpoch: .random(in: -719_162...2_932_896, using: &random))
            let other = CivilDate(daysSinceEpoch: .random(in: -719_162...2_932_896, using: &random))
            #expect(one.adding(days: other.days(since: one)) == other)
            #expect((one < other) == (one.description < other.description))
        }
    }

    @Test("Arithmetic stops at the first and the last date", arguments: [Int.min, Int.min + 1, Int.max - 1, Int.max])
    func saturation(amount: Int) throws {
        let end = amount < 0 ? "0001-01-01" : "9999-12-31"
        #expect(CivilDate(daysSinceEpoch: amount).description == end)
        for text in ["0001-01-01", "1969-12-31", "1970-01-01", "9999-12-31"] {
            let date = try #require(CivilDate(text))
            #expect(date.adding(days: amount).description == end)
            #expect(date.adding(months: amount).description == end)
        }
        #expect(CivilDate(year: amount, month: 1, day: 1) == nil)
        #expect(CivilDate(year: 2_026, month: amount, day: 1) == nil)
        #expect(CivilDate(year: 2_026, month: 1, day: amount) == nil)
    }

    @Test(
        "Text that is not exactly a date is refused",
        arguments: [
            "", "2026", "2026-1-1", "2026-01-1", "02026-01-01", "26-01-01", "+2026-01-01", "-2026-01-01", "2026-02-29",
            "2026-00-01", "2026-13-01", "2026-01-00", "2026-04-31", "0000-01-01", "10000-01-01", " 2026-01-01",
            "2026-01-01 ",
            "2026-01-01T", "2026/01/01", "2026-01–01", "２０２６-01-01", "1900-02-29", "2026-01-01\0",
        ])
    func refusedText(text: String) {
        #expect(CivilDate(text) == nil)
    }

    @Test("Text and JSON are YYYY-MM-DD and read back")
    func roundTrip() throws {
        for text in ["0001-01-01", "0999-12-31", "1970-01-01", "2000-02-29", "2026-11-21", "9999-12-31"] {
            let date = try #require(CivilDate(text))
            #expect(date.description == text)
            let json = try JSONEncoder().encode([date])
            #expect(String(decoding: json, as: UTF8.self) == "[\"\(text)\"]")
            #expect(try JSONDecoder().decode([CivilDate].self, from: json) == [date])
        }
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(CivilDate.self, from: Data("\"2026-02-30\"".utf8))
        }
        #expect(MemoryLayout<CivilDate>.size == 4)
    }
}
