import Domain
import Testing

@Suite("Zone rules")
struct ZoneRulesTests {
    @Test(
        "Gaps, folds and skipped days mean the instants the design says",
        arguments: [
            // A gap: the first instant after it.
            ("Europe/Berlin", "2026-03-29", "02:00", "2026-03-29T03:00:00+02:00"),
            ("Europe/Berlin", "2026-03-29", "02:59", "2026-03-29T03:00:00+02:00"),
            ("Europe/Berlin", "2026-03-29", "03:01", "2026-03-29T03:01:00+02:00"),
            // A fold: the first occurrence, also far in the future.
            ("Europe/Berlin", "2026-10-25", "02:30", "2026-10-25T02:30:00+02:00"),
            ("Europe/Berlin", "2026-10-25", "03:00", "2026-10-25T03:00:00+01:00"),
            ("Europe/Berlin", "9999-07-01", "12:00", "9999-07-01T12:00:00+02:00"),
            // Winter time is the exception in Dublin, and its offset lower.
            ("Europe/Dublin", "2026-07-01", "12:00", "2026-07-01T12:00:00+01:00"),
            ("Europe/Dublin", "2062-10-29", "01:30", "2062-10-29T01:30:00+01:00"),
            ("Europe/Dublin", "2062-03-26", "01:30", "2062-03-26T02:00:00+01:00"),
            // Half an hour of daylight saving time.
            ("Australia/Lord_Howe", "2026-10-04", "02:15", "2026-10-04T02:30:00+11:00"),
            ("America/St_Johns", "2050-01-15", "09:00", "2050-01-15T09:00:00-03:30"),
            // A date that never was, and one that was twice.
            ("Pacific/Apia", "2011-12-30", "12:00", "2011-12-31T00:00:00+14:00"),
            ("Pacific/Kwajalein", "1993-08-21", "09:00", "1993-08-22T00:00:00+12:00"),
            ("Asia/Kolkata", "2026-11-21", "09:00", "2026-11-21T09:00:00+05:30"),
        ])
    func localTime(zone: String, date: String, time: String, instant: String) throws {
        let rules = try Zoneinfo.rules(of: zone)
        let found = rules.instant(of: try #require(CivilDate(date)), at: try #require(TimeOfDay(time)))
        #expect(found == Timestamp(rfc3339: instant))
        #expect(found.rfc3339(offset: rules.offset(at: found)) == instant)
    }

    @Test(
        "A day starts at its first instant",
        arguments: [
            ("Europe/Berlin", "2026-03-29", "2026-03-29T00:00:00+01:00"),
            // Clocks went from 00:00 to 01:00.
            ("America/Sao_Paulo", "2018-11-04", "2018-11-04T01:00:00-02:00"),
            // Clocks went from 24:00 back to 23:00.
            ("America/Sao_Paulo", "2018-02-18", "2018-02-18T00:00:00-03:00"),
            // Clocks went from 00:01 back to 23:01 of the day before.
            ("America/St_Johns", "2006-10-29", "2006-10-29T00:00:00-02:30"),
            ("Pacific/Apia", "2011-12-29", "2011-12-29T00:00:00-10:00"),
            ("Pacific/Apia", "2011-12-30", "2011-12-31T00:00:00+14:00"),
            ("Pacific/Apia", "2011-12-31", "2011-12-31T00:00:00+14:00"),
        ])
    func startOfDay(zone: String, date: String, instant: String) throws {
        let found = try Zoneinfo.rules(of: zone).startOfDay(try #require(CivilDate(date)))
        #expect(found == Timestamp(rfc3339: instant))
    }

    @Test("Local date and time follow the offset, before the epoch too")
    func localParts() throws {
        let rules = try Zoneinfo.rules(of: "America/New_York")
        let instant = try #require(Timestamp(rfc3339: "1969-12-31T23:30:15.250-05:00"))
        #expect(rules.civilDate(at: instant).description == "1969-12-31")
        #expect(rules.timeOfDay(at: instant) == 23 * 3_600 + 30 * 60 + 15)
        #expect(rules.civilDate(at: Timestamp(milliseconds: .max)).description == "9999-12-31")
        #expect(rules.civilDate(at: Timestamp(milliseconds: .min)).description == "0001-01-01")
        #expect((0..<86_400).contains(rules.timeOfDay(at: Timestamp(milliseconds: .min))))
    }

    @Test("UTC has no offset and no transitions")
    func utc() throws {
        let noon = try #require(TimeOfDay("12:00"))
        #expect(ZoneRules.utc.identifier == "UTC")
        #expect(ZoneRules.utc.nextTransition(after: Timestamp(milliseconds: .min)) == nil)
        #expect(ZoneRules.utc.instant(of: CivilDate(daysSinceEpoch: -1), at: noon).milliseconds == -43_200_000)
    }

    @Test("The next transition is later, to the millisecond, and there is one in every year to come")
    func nextTransition() throws {
        let rules = try Zoneinfo.rules(of: "Europe/Berlin")
        let spring = try #require(Timestamp(rfc3339: "2026-03-29T01:00:00Z"))
        #expect(rules.nextTransition(after: spring.adding(milliseconds: -1)) == spring)
        #expect(rules.nextTransition(after: spring) == Timestamp(rfc3339: "2026-10-25T01:00:00Z"))
        #expect(
            rules.nextTransition(after: try #require(Timestamp(rfc3339: "9999-01-01T00:00:00Z")))
                == Timestamp(rfc3339: "9999-03-28T01:00:00Z"))
        #expect(try Zoneinfo.rules(of: "Asia/Tokyo").nextTransition(after: spring) == nil)
    }

    @Test("A transition that changes only the name, or goes over into the rule without a change, is none")
    func nominalTransitions() throws {
        var fixture = TZifFixture(types: [
            .init(offset: 0), .init(offset: 3_600, isDaylightSaving: true), .init(offset: 0),
        ])
        fixture.transitions = [(1_000, 2), (2_000, 1), (3_000, 2), (4_000, 0)]
        fixture.rule = "XXX0"
        let rules = try ZoneRules(identifier: "X", tzif: fixture.bytes)
        let first = rules.nextTransition(after: Timestamp(milliseconds: 0))
        #expect(first?.milliseconds == 2_000_000)
        let second = first.flatMap { rules.nextTransition(after: $0) }
        #expect(second?.milliseconds == 3_000_000)
        #expect(second.flatMap { rules.nextTransition(after: $0) } == nil)
    }

    @Test("A transition later than any timestamp is none")
    func unreachableTransition() throws {
        let types: [TZifFixture.LocalTimeType] = [.init(offset: 0), .init(offset: 3_600)]
        let fixture = TZifFixture(types: types, transitions: [(0, 1), (1 << 58, 0)])
        let rules = try ZoneRules(identifier: "X", tzif: fixture.bytes)
        #expect(rules.nextTransition(after: Timestamp(milliseconds: -1)) == Timestamp(milliseconds: 0))
        #expect(rules.nextTransition(after: Timestamp(milliseconds: 0)) == nil)
        let berlin = try Zoneinfo.rules(of: "Europe/Berlin")
        #expect(berlin.nextTransition(after: Timestamp(milliseconds: .max)) == nil)
    }

    @Test("Without a rule the last offset holds for ever")
    func withoutRule() throws {
        var fixture = TZifFixture(types: [.init(offset: -3_600), .init(offset: 7_200)])
        #expect(try ZoneRules(identifier: "X", tzif: fixture.bytes).offset(at: Timestamp(milliseconds: .max)) == -3_600)
        fixture.transitions = [(0, 1)]
        let rules = try ZoneRules(identifier: "X", tzif: fixture.bytes)
        #expect(rules.offset(at: Timestamp(milliseconds: -1)) == -3_600)
        #expect(rules.offset(at: Timestamp(milliseconds: .max)) == 7_200)
    }
}
