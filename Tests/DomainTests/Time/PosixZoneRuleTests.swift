import Testing

@testable import Domain

@Suite("POSIX zone rules")
struct PosixZoneRuleTests {
    private func parse(_ text: String) -> PosixZoneRule? {
        PosixZoneRule(posix: [UInt8](text.utf8)[...])
    }

    private func second(_ text: String) throws -> Int {
        try #require(Timestamp(rfc3339: text)).secondsSinceEpoch
    }

    @Test(
        "Offsets are counted westward, names may be quoted",
        arguments: [
            ("UTC0", 0), ("EST5", -18_000), ("<+03>-3", 10_800), ("<-0930>9:30", -34_200), ("ABCDEF+01:02:03", -3_723),
            ("XXX-24:59:59", 89_999), ("<a+-9>-0", 0),
        ])
    func fixedOffset(text: String, offset: Int) throws {
        let rule = try #require(parse(text))
        #expect(rule.offset(at: 0) == offset)
        #expect(rule.nextChange(after: 0) == nil)
    }

    @Test(
        "Each form of a date is understood",
        arguments: [
            // Every change is at 00:00 standard time; the rule starts daylight saving time on the date given.
            ("J59", 2_024, "2024-02-28T00:00:00Z"), ("J60", 2_024, "2024-03-01T00:00:00Z"),
            ("J60", 2_023, "2023-03-01T00:00:00Z"), ("59", 2_024, "2024-02-29T00:00:00Z"),
            ("59", 2_023, "2023-03-01T00:00:00Z"), ("0", 2_023, "2023-01-01T00:00:00Z"),
            ("M2.5.4", 2_024, "2024-02-29T00:00:00Z"), ("M2.5.4", 2_023, "2023-02-23T00:00:00Z"),
            ("M3.1.5", 2_024, "2024-03-01T00:00:00Z"), ("M3.1.4", 2_024, "2024-03-07T00:00:00Z"),
            ("M3.4.0", 2_024, "2024-03-24T00:00:00Z"), ("M3.5.0", 2_024, "2024-03-31T00:00:00Z"),
        ])
    func dates(date: String, year: Int, start: String) throws {
        let rule = try #require(parse("XXX0YYY,\(date)/0,J200"))
        let start = try second(start)
        #expect(rule.offset(at: start - 1) == 0)
        #expect(rule.offset(at: start) == 3_600)
        #expect(rule.nextChange(after: start - 86_400) == start)
    }

    @Test(
        "Times go from -167 to 167 hours",
        arguments: [
            ("M3.2.0/-167", "2024-03-03T01:00:00Z"), ("M3.2.0/167:59:59", "2024-03-16T23:59:59Z"),
            ("M3.2.0", "2024-03-10T02:00:00Z"), ("M3.2.0/+26:30", "2024-03-11T02:30:00Z"),
        ])
    func times(date: String, start: String) throws {
        let rule = try #require(parse("XXX0YYY,\(date),J200"))
        #expect(rule.nextChange(after: try second("2024-01-01T00:00:00Z")) == (try second(start)))
    }

    @Test("Daylight saving time may span the new year, and a change may leave its year")
    func aroundNewYear() throws {
        let southern = try #require(parse("AEST-10AEDT,M10.1.0,M4.1.0/3"))
        #expect(southern.offset(at: try second("2026-01-01T00:00:00Z")) == 39_600)
        #expect(southern.offset(at: try second("2026-07-01T00:00:00Z")) == 36_000)
        // The start of 2024's daylight saving time is on 2023-12-26.
        let early = try #require(parse("XXX0YYY,0/-144,J100/1"))
        let start = try second("2023-12-26T00:00:00Z")
        #expect(early.offset(at: start - 1) == 0)
        #expect(early.offset(at: start) == 3_600)
        #expect(early.offset(at: try second("2024-04-09T23:59:59Z")) == 3_600)
        #expect(early.offset(at: try second("2024-04-10T00:00:00Z")) == 0)
        // 2023's ends on 2024-01-07.
        let late = try #require(parse("XXX0YYY,J200/0,J365/167"))
        let end = try second("2024-01-06T22:00:00Z")
        #expect(late.offset(at: end - 1) == 3_600)
        #expect(late.offset(at: end) == 0)
    }

    @Test(
        "Permanent daylight saving time is one offset",
        arguments: [
            "EST5EDT,0/0,J365/25", "EST5EDT,J1/0,J365/25", "EST5EDT4,M3.2.0,M3.2.0/3", "EST5EDT,0/0,J365/160",
            "XXX4YYY4,J1,J100",
        ])
    func permanent(text: String) throws {
        let rule = try #require(parse(text))
        #expect(rule.daylightSaving == nil)
        #expect(rule.standardOffset == -4 * 3_600)
    }

    @Test("A change that comes only once in decades is found")
    func rareChange() throws {
        // Only a February that has five Sundays separates the two.
        let rule = try #require(parse("XXX0YYY,M2.4.0/0,M2.5.0/1"))
        let change = try #require(rule.nextChange(after: try second("2006-01-01T00:00:00Z")))
        #expect(change == (try second("2032-02-29T00:00:00Z")))
    }

    @Test(
        "Text that is not a whole rule is refused",
        arguments: [
            "", "5", "EST", "ES5", "EST5EDT", "EST5EDT,M3.2.0", "EST5EDT,M3.2.0,", "EST5EDT,M3.2.0,M11.1.0,", "EST25",
            "EST5:60",
            "EST5:00:60", "<EST5", "<E>5", "<E T>5", "EST5EDT,M13.1.0,M11.1.0", "EST5EDT,M0.1.0,M11.1.0",
            "EST5EDT,M3.6.0,M11.1.0", "EST5EDT,M3.0.0,M11.1.0", "EST5EDT,M3.2.7,M11.1.0", "EST5EDT,J0,J365",
            "EST5EDT,J366,J1",
            "EST5EDT,366,1", "EST5EDT,M3.2.0/168,M11.1.0", "EST5EDT,M3.2.0/,M11.1.0", " EST5", "EST5 ", "EST--5",
            "EST5EDT25,J1,J9",
            "ÅST5", "EST5\0", "EST99999999999999999999",
        ])
    func refused(text: String) {
        #expect(parse(text) == nil)
    }
}
