import Domain
import TestKit
import Testing

@Suite("Damaged and hostile time zone files")
struct TZifFileTests {
    private static let zones = [
        "Europe/Dublin", "America/New_York", "Africa/Casablanca", "Pacific/Apia", "Asia/Tokyo", "Etc/UTC",
    ]

    private func problem(_ bytes: [UInt8]) -> ZoneRulesProblem? {
        do {
            _ = try ZoneRules(identifier: "Test/Zone", tzif: bytes)
            return nil
        } catch {
            return error.problem
        }
    }

    @Test("What is wrong is said")
    func problems() throws {
        var fixture = TZifFixture(
            types: [.init(offset: 0), .init(offset: 3_600)], transitions: [(0, 1), (1, 0)], rule: "XXX0")
        #expect(problem(fixture.bytes) == nil)
        #expect(problem([]) == .notTZif)
        #expect(problem([UInt8]("not a zone".utf8)) == .notTZif)
        #expect(problem([UInt8]("TZif".utf8)) == .truncated)

        fixture.transitions = [(1, 1), (1, 0)]
        #expect(problem(fixture.bytes) == .malformed("transitions out of order"))
        fixture.transitions = [(.min, 1), (.max, 0)]
        #expect(problem(fixture.bytes) == .malformed("a transition out of range"))
        fixture.transitions = [(0, 2)]
        #expect(problem(fixture.bytes) == .malformed("a transition to a local time type it does not have"))
        fixture.transitions = []
        fixture.types = [.init(offset: 93_600)]
        #expect(problem(fixture.bytes) == .malformed("an offset of more than a day"))
        fixture.types = [.init(offset: .min)]
        #expect(problem(fixture.bytes) == .malformed("an offset of more than a day"))
        fixture.types = []
        #expect(problem(fixture.bytes) == .malformed("no local time types"))
        fixture = TZifFixture(rule: "nonsense")
        #expect(problem(fixture.bytes) == .malformed("a rule after its transitions that is not understood"))
        fixture = TZifFixture(version: 0)
        #expect(problem(fixture.bytes) == .versionTooOld)
        fixture = TZifFixture(version: UInt8(ascii: "4"))
        #expect(problem(fixture.bytes) == nil)
    }

    @Test("A file that counts leap seconds is refused")
    func leapSeconds() {
        var bytes = TZifFixture().bytes
        // The count of leap seconds in the second header, and one record after the names.
        bytes[51 + 31] = 1
        bytes.insert(contentsOf: [UInt8](repeating: 0, count: 12), at: bytes.count - 2)
        #expect(problem(bytes) == .countsLeapSeconds)
    }

    @Test("An error is one sentence with the zone's name")
    func sentences() {
        let problems: [ZoneRulesProblem] = [
            .notTZif, .versionTooOld, .truncated, .countsLeapSeconds, .malformed("reason"),
        ]
        for problem in problems {
            let text = "\(ZoneRulesError(identifier: "Mars/Olympus", problem: problem))"
            #expect(text.contains("Mars/Olympus") && text.hasSuffix("."))
        }
    }

    @Test("Every beginning of a file is refused", arguments: zones)
    func truncated(zone: String) throws {
        let bytes = try Zoneinfo.bytes(of: zone)
        var accepted: [Int] = []
        for length in 0..<bytes.count where problem(Array(bytes[..<length])) == nil { accepted.append(length) }
        #expect(accepted.isEmpty)
    }

    @Test("Counts far beyond the file's size are refused before anything is allocated", arguments: 0..<12)
    func hugeCount(index: Int) throws {
        let bytes = try Zoneinfo.bytes(of: "Europe/Dublin")
        let second = try #require((44..<bytes.count - 4).first { bytes[$0..<$0 + 4].elementsEqual("TZif".utf8) })
        let count = (index < 6 ? 0 : second) + 20 + index % 6 * 4
        for value: [UInt8] in [[0xff, 0xff, 0xff, 0xff], [0x7f, 0xff, 0xff, 0xff], [0x80, 0, 0, 0], [0, 1, 0, 0]] {
            var hostile = bytes
            hostile.replaceSubrange(count..<count + 4, with: value)
            #expect(problem(hostile) == .truncated)
        }
    }

    @Test("A mutated file is refused or gives rules that hold together", arguments: zones)
    func mutations(zone: String) throws {
        let original = try Zoneinfo.bytes(of: zone)
        let second = try #require((44..<original.count - 4).first { original[$0..<$0 + 4].elementsEqual("TZif".utf8) })
        var random = SeededRandom(seed: 5)
        var accepted = 0
        for _ in 0..<600 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...4, using: &random) {
                let region = [0..<44, second..<second + 44, second..<bytes.count, bytes.count - 80..<bytes.count]
                let index = Int.random(in: region[Int.random(in: 0..<4, using: &random)], using: &random)
                let flip = UInt8(1) << UInt8.random(in: 0..<8, using: &random)
                let replacement = UInt8.random(in: 0...255, using: &random)
                bytes[index] = Bool.random(using: &random) ? bytes[index] ^ flip : replacement
            }
            guard let rules = try? ZoneRules(identifier: zone, tzif: bytes) else { continue }
            accepted += 1
            checkConsistency(rules, &random)
        }
        #expect(accepted > 0)
    }

    @Test("Hostile transitions and rules give rules that hold together")
    func hostileFixtures() throws {
        var random = SeededRandom(seed: 6)
        for _ in 0..<400 {
            let types = (0..<4).map { _ in
                TZifFixture.LocalTimeType(offset: .random(in: -89_999...93_599, using: &random))
            }
            var time = Int64.random(in: -200_000...0, using: &random)
            var transitions: [(time: Int64, type: UInt8)] = []
            for _ in 0..<Int.random(in: 0...8, using: &random) {
                transitions.append((time, .random(in: 0...3, using: &random)))
                time += .random(in: 1...60_000, using: &random)
            }
            func date() -> String {
                let time = Int.random(in: -167...167, using: &random)
                return switch Int.random(in: 0...2, using: &random) {
                case 0: "J\(Int.random(in: 1...365, using: &random))/\(time)"
                case 1: "\(Int.random(in: 0...365, using: &random))/\(time)"
                default: "M\(Int.random(in: 1...12, using: &random)).\(Int.random(in: 1...5, using: &random)).3/\(time)"
                }
            }
            let offsets = (0..<2).map { _ in Int.random(in: -24...24, using: &random) }
            let rule = "XXX\(offsets[0])YYY\(offsets[1]),\(date()),\(date())"
            let fixture = TZifFixture(types: types, transitions: transitions, rule: rule)
            checkConsistency(try ZoneRules(identifier: rule, tzif: fixture.bytes), &random)
        }
    }

    /// What must be true of any rules: each local time means the first instant that shows it or a later one, and the next
    /// transition is the next change of the offset.
    private func checkConsistency(_ rules: ZoneRules, _ random: inout SeededRandom) {
        for milliseconds: Int64 in [.min, -1 << 62, 0, 1 << 62, .max] {
            let instant = Timestamp(milliseconds: milliseconds)
            #expect((-93_600...93_600).contains(rules.offset(at: instant)))
            _ = rules.civilDate(at: instant)
            _ = rules.nextTransition(after: instant)
        }
        for days in [
            Int.min, -1, 0, 1, Int.max, .random(in: -3...3, using: &random),
            .random(in: -9_999...99_999, using: &random),
        ] {
            let date = CivilDate(daysSinceEpoch: days)
            guard let time = TimeOfDay(minutes: .random(in: 0..<1_440, using: &random)) else { continue }
            let local = Int64(date.daysSinceEpoch * 86_400 + time.minutes * 60)
            let instant = rules.instant(of: date, at: time)
            #expect(localSecond(rules, instant) >= local)
            #expect(localSecond(rules, instant.adding(seconds: -1)) < local)
            #expect(rules.startOfDay(date) <= instant)
            guard let next = rules.nextTransition(after: instant) else { continue }
            let offset = rules.offset(at: instant)
            #expect(next > instant && rules.offset(at: next) != offset)
            #expect(rules.offset(at: next.adding(milliseconds: -1)) == offset)
        }
    }

    private func localSecond(_ rules: ZoneRules, _ instant: Timestamp) -> Int64 {
        instant.milliseconds / 1_000 + Int64(rules.offset(at: instant))
    }
}
