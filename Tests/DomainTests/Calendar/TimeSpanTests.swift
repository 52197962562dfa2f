import Testing

@testable import Domain

@Suite("Time spans")
struct TimeSpanTests {
    @Test("what is printed reads back as the same span", arguments: TimeSpan.Unit.allCases)
    func roundTrip(unit: TimeSpan.Unit) throws {
        for count in [1, 2, 30, TimeSpan.largestCount] {
            let span = try #require(TimeSpan(count, unit))
            #expect(TimeSpan(span.description) == span)
        }
    }

    @Test(
        "reads singular, plural, capitals and more than one blank",
        arguments: [
            ("1 day", "1 day"), ("1 days", "1 day"), ("3 business day", "3 business days"), ("2 Weeks", "2 weeks"),
            ("5  business   days", "5 business days"), ("007 hours", "7 hours"),
        ])
    func reads(text: String, printed: String) {
        #expect(TimeSpan(text)?.description == printed)
    }

    @Test(
        "refuses what is not a whole number of a known unit",
        arguments: [
            "", " ", "5", "days", "0 days", "-1 days", "+1 days", "1.5 hours", "40001 days",
            "99999999999999999999 days",
            "1 fortnight", "1 business", "1 dayss", "one day", "１ day", "1\u{a0}day", "business days 5",
        ])
    func refuses(text: String) {
        #expect(TimeSpan(text) == nil)
    }

    @Test("exact units have a length, civil units have none")
    func exactness() throws {
        #expect(try span("90 seconds").exactMilliseconds == 90_000)
        #expect(try span("30 minutes").exactMilliseconds == 1_800_000)
        #expect(try span("4 hours").exactMilliseconds == 14_400_000)
        for text in ["1 day", "1 business day", "1 week", "1 month"] {
            #expect(try span(text).exactMilliseconds == nil)
        }
    }
}
