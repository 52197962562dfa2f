import Domain
import FoundationEssentials
import TestKit
import Testing

@Suite("Timestamps")
struct TimestampTests {
    /// 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999Z.
    private static let writable: ClosedRange<Int64> = -62_135_596_800_000...253_402_300_799_999

    @Test(
        "Known instants are written and read",
        arguments: [
            (0, 0, "1970-01-01T00:00:00Z"),
            (-1, 0, "1969-12-31T23:59:59.999Z"),
            (1_000_000_000_000, 0, "2001-09-09T01:46:40Z"),
            (1_774_746_000_050, 7_200, "2026-03-29T03:00:00.050+02:00"),
            (0, -12_600, "1969-12-31T20:30:00-03:30"),
            (writable.lowerBound, 0, "0001-01-01T00:00:00Z"),
            (writable.upperBound, 0, "9999-12-31T23:59:59.999Z"),
        ] as [(Int64, Int, String)])
    func known(milliseconds: Int64, offset: Int, text: String) {
        #expect(Timestamp(milliseconds: milliseconds).rfc3339(offset: offset) == text)
        #expect(Timestamp(rfc3339: text)?.milliseconds == milliseconds)
    }

    @Test(
        "Other spellings are read",
        arguments: [
            ("1970-01-01t00:00:00z", 0), ("1970-01-01T00:00:00-00:00", 0), ("1970-01-01T23:59:00+23:59", 0),
            ("1970-01-01T00:00:00.1Z", 100), ("1970-01-01T00:00:00.12Z", 120), ("1970-01-01T00:00:00.1239999Z", 123),
            ("1970-01-01T00:00:00.\(String(repeating: "9", count: 5_000))Z", 999), ("1969-12-31T23:59:59.5Z", -500),
        ] as [(String, Int64)])
    func spellings(text: String, milliseconds: Int64) {
        #expect(Timestamp(rfc3339: text)?.milliseconds == milliseconds)
    }

    @Test(
        "Text that is no instant is refused",
        arguments: [
            "", "2026-01-01", "2026-01-01T00:00:00", "2026-01-01T00:00Z", "2026-01-01 00:00:00Z",
            "2026-01-01T00:00:00+02",
            "2026-01-01T00:00:00+0200", "2026-01-01T00:00:00+24:00", "2026-01-01T00:00:00+00:60",
            "2026-01-01T24:00:00Z",
            "2026-01-01T00:60:00Z", "2016-12-31T23:59:60Z", "2026-02-29T00:00:00Z", "2026-01-01T00:00:00.Z",
            "2026-01-01T00:00:00,5Z", "2026-01-01T00:00:00Z ", "2026-01-01T00:00:00ZZ", "0000-12-31T00:00:00Z",
            "0001-01-01T00:00:00+00:01", "9999-12-31T23:59:59-00:01", "2026-1-01T00:00:00Z",
            "2026-01-01T00:00:00±02:00",
        ])
    func refused(text: String) {
        #expect(Timestamp(rfc3339: text) == nil)
    }

    @Test("Random instants read back from their text, whatever the offset")
    func roundTrip() {
        var random = SeededRandom(seed: 4)
        var wrong: [String] = []
        for round in 0..<20_000 {
            let coarse = Int64.random(in: Self.writable, using: &random)
            let instant = Timestamp(milliseconds: round.isMultiple(of: 3) ? coarse / 1_000 * 1_000 : coarse)
            let text = instant.rfc3339(offset: .random(in: -90_000...90_000, using: &random))
            if Timestamp(rfc3339: text) != instant { wrong.append(text) }
            if text.contains(".") == instant.milliseconds.isMultiple(of: 1_000) { wrong.append(text) }
        }
        #expect(wrong.isEmpty)
    }

    @Test("An offset RFC 3339 cannot write is cut, and the text still names the instant")
    func unwritableOffset() {
        let noon = Timestamp(milliseconds: 43_200_000)
        #expect(noon.rfc3339(offset: 3_208) == "1970-01-01T12:53:00+00:53")
        #expect(noon.rfc3339(offset: -59) == "1970-01-01T12:00:00Z")
        #expect(noon.rfc3339(offset: .max) == "1970-01-02T11:59:00+23:59")
        #expect(noon.rfc3339(offset: .min) == "1969-12-31T12:01:00-23:59")
        #expect(Timestamp(milliseconds: Self.writable.upperBound).rfc3339(offset: 3_600) == "9999-12-31T23:59:59.999Z")
        #expect(Timestamp(milliseconds: .min).rfc3339(offset: -3_600) == "0001-01-01T00:00:00Z")
        #expect(Timestamp(milliseconds: .max).rfc3339(offset: 3_600) == "9999-12-31T23:59:59.999Z")
    }

    @Test("Arithmetic saturates")
    func saturation() {
        let first = Timestamp(milliseconds: .min)
        let last = Timestamp(milliseconds: .max)
        #expect(last.adding(milliseconds: 1) == last)
        #expect(first.adding(milliseconds: -1) == first)
        #expect(first.adding(seconds: .max).milliseconds == -1)
        #expect(last.adding(seconds: .min).milliseconds == -1)
        #expect(Timestamp(milliseconds: 5).adding(seconds: -2).milliseconds == -1_995)
        #expect(last.milliseconds(since: first) == .max)
        #expect(first.milliseconds(since: last) == .min)
        #expect(Timestamp(milliseconds: 3).milliseconds(since: Timestamp(milliseconds: 10)) == -7)
        #expect(first < last)
    }

    @Test("JSON is a bare integer")
    func json() throws {
        let instants = [Timestamp(milliseconds: .min), Timestamp(milliseconds: 1_774_746_000_050)]
        let json = try JSONEncoder().encode(instants)
        #expect(String(decoding: json, as: UTF8.self) == "[-9223372036854775808,1774746000050]")
        #expect(try JSONDecoder().decode([Timestamp].self, from: json) == instants)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(Timestamp.self, from: Data(#""0""#.utf8)) }
    }
}
