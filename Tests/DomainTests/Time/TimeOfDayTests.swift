import Domain
import FoundationEssentials
import Testing

@Suite("Times of day and weekdays")
struct TimeOfDayTests {
    @Test("Every minute of the day reads back from its text")
    func everyMinute() {
        for minutes in 0..<1_440 {
            let time = TimeOfDay(minutes: minutes)
            #expect(time?.minutes == minutes)
            #expect(time == TimeOfDay(hour: minutes / 60, minute: minutes % 60))
            #expect(time.map(\.description).flatMap(TimeOfDay.init) == time)
        }
        #expect(TimeOfDay(minutes: 547)?.description == "09:07")
    }

    @Test("Values outside the day are refused")
    func outside() {
        for minutes in [Int.min, -1, 1_440, Int.max] { #expect(TimeOfDay(minutes: minutes) == nil) }
        #expect(TimeOfDay(hour: 24, minute: 0) == nil)
        #expect(TimeOfDay(hour: -1, minute: 0) == nil)
        #expect(TimeOfDay(hour: 1, minute: 60) == nil)
        #expect(TimeOfDay(hour: 1, minute: -1) == nil)
    }

    @Test(
        "Text that is not exactly HH:MM is refused",
        arguments: [
            "", "9:00", "09:0", "0900", "09:000", "24:00", "09:60", "09:00:00", " 09:00", "09:00 ", "+9:00", "09-00",
            "٠٩:٠٠",
        ])
    func refusedText(text: String) {
        #expect(TimeOfDay(text) == nil)
    }

    @Test("JSON is the text")
    func json() throws {
        let time = try #require(TimeOfDay("23:59"))
        let json = try JSONEncoder().encode([time])
        #expect(String(decoding: json, as: UTF8.self) == #"["23:59"]"#)
        #expect(try JSONDecoder().decode([TimeOfDay].self, from: json) == [time])
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(TimeOfDay.self, from: Data(#""24:00""#.utf8)) }
    }

    @Test("Weekdays run from Monday, 1, to Sunday, 7, and have codes")
    func weekdays() {
        #expect(Weekday.allCases.map(\.code) == ["mon", "tue", "wed", "thu", "fri", "sat", "sun"])
        #expect(Weekday.allCases.map(\.rawValue) == Array(1...7))
        #expect(Weekday.allCases.allSatisfy { Weekday(code: $0.code) == $0 })
        #expect(Weekday.allCases.sorted() == Weekday.allCases)
        for code in ["", "Mon", "monday", "mo", "mon "] { #expect(Weekday(code: code) == nil) }
    }
}
