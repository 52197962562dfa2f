import Domain
import Glibc
import TestKit
import Testing

/// All zones of the system, 1900 to 2100, in both directions against glibc.
@Suite("Zone rules against glibc", .serialized)
final class GlibcComparisonTests {
    private static let years = -2_208_988_800..<4_133_980_800
    private var differences: [String] = []
    private let formerTZ = getenv("TZ").map { String(cString: $0) }

    deinit {
        if let formerTZ { setenv("TZ", formerTZ, 1) } else { unsetenv("TZ") }
        tzset()
    }

    @Test("Offsets agree every week and around every transition, and the transitions are the same")
    func offsets() throws {
        let names = try Zoneinfo.names()
        #expect(names.count > 250)
        var transitionCount = 0
        for name in names {
            let rules = try Zoneinfo.rules(of: name)
            let zone = GlibcZone(settingTZ: ":\(name)")
            let expected = zone.transitions(in: Self.years) { compareOffset($0, $1, rules) }
            for transition in expected {
                for second in [-86_400, -3_600, -1, 0, 1, 3_600, 86_400].map({ transition.second + $0 }) {
                    compareOffset(second, zone.offset(at: second), rules)
                }
            }
            let found = transitions(of: rules)
            compare(found, expected.map(\.second), "transitions of \(name)")
            transitionCount += found.count
        }
        #expect(transitionCount > 20_000)
        #expect(differences.isEmpty)
    }

    @Test("Local times agree around every transition and on a grid of days")
    func localTimes() throws {
        var random = SeededRandom(seed: 7)
        for name in try Zoneinfo.names() {
            let rules = try Zoneinfo.rules(of: name)
            let zone = GlibcZone(settingTZ: ":\(name)")
            let transitions = zone.transitions(in: Self.years.lowerBound - GlibcZone.week..<Self.years.upperBound)
            for transition in transitions {
                let low = transition.second + min(transition.before, transition.after)
                let high = transition.second + max(transition.before, transition.after)
                for local in [low - 60, low, low + 60, (low + high) / 2, high - 60, high, high + 60] {
                    compareLocal(floor(local, to: 60), rules, zone, transitions)
                }
                for local in stride(from: floor(low, to: 86_400), through: high + 86_400, by: 86_400) {
                    compareStart(local, rules, zone, transitions)
                }
            }
            for start in stride(from: Self.years.lowerBound, to: Self.years.upperBound, by: 61 * 86_400) {
                compareStart(start, rules, zone, transitions)
                compareLocal(start + .random(in: 0..<1_440, using: &random) * 60, rules, zone, transitions)
            }
        }
        #expect(differences.isEmpty)
    }

    @Test("The worst gaps and folds, and some of every size, agree with a search through every second")
    func exhaustiveSearch() throws {
        let worst = [
            ("Pacific/Apia", 2_011), ("Pacific/Kwajalein", 1_993), ("America/Sao_Paulo", 2_018),
            ("America/St_Johns", 2_006),
            ("Australia/Lord_Howe", 2_026), ("Europe/Dublin", 2_050), ("America/Nuuk", 2_060), ("Asia/Gaza", 2_080),
        ]
        for (name, year) in worst {
            let rules = try Zoneinfo.rules(of: name)
            let zone = GlibcZone(settingTZ: ":\(name)")
            let start = try #require(CivilDate(year: year, month: 1, day: 1)).daysSinceEpoch * 86_400
            let transitions = zone.transitions(in: start..<start + 366 * 86_400)
            #expect(!transitions.isEmpty, "\(name) \(year)")
            for transition in transitions {
                let before = floor(transition.second + transition.before, to: 60)
                let after = floor(transition.second + transition.after, to: 60)
                for local in [before, after, (before + after) / 120 * 60, max(before, after) - 60] {
                    let expected = zone.firstInstantBySearch(showing: local)
                    compare(instant(local, rules), expected, "\(name), local \(local)")
                    compare(
                        zone.firstInstant(showing: local, transitions: transitions), expected,
                        "oracle, \(name), \(local)")
                }
            }
        }
        #expect(differences.isEmpty)
    }

    @Test("Random POSIX rules agree")
    func posixRules() throws {
        var random = SeededRandom(seed: 8)
        for _ in 0..<150 {
            // glibc looks at each year alone: so no change near the ends of a year, and one in each half of it.
            func date(inSecondHalf: Bool) -> String {
                let time = Int.random(in: -167...167, using: &random)
                let day = Int.random(in: inSecondHalf ? 200...350 : 15...165, using: &random)
                switch Int.random(in: 0...2, using: &random) {
                case 0: return "J\(day)/\(time)"
                case 1: return "\(day)/\(time):30"
                default:
                    let month = Int.random(in: inSecondHalf ? 8...11 : 2...5, using: &random)
                    let week = Int.random(in: 1...5, using: &random)
                    return "M\(month).\(week).\(Int.random(in: 0...6, using: &random))/\(time)"
                }
            }
            let isSouthern = Bool.random(using: &random)
            let dates = "\(date(inSecondHalf: isSouthern)),\(date(inSecondHalf: !isSouthern))"
            let standard = Int.random(in: -14...14, using: &random)
            let daylight = standard + (Bool.random(using: &random) ? 1 : -2)
            let rule = "<S\(abs(standard))S>\(standard):15<D0D>\(daylight),\(dates)"
            let rules = try ZoneRules(identifier: rule, tzif: TZifFixture(rule: rule).bytes)
            let zone = GlibcZone(settingTZ: rule)
            let range = 1_577_836_800..<1_577_836_800 + 30 * 366 * 86_400
            let expected = zone.transitions(in: range) { compareOffset($0, $1, rules) }
            for transition in expected {
                compareOffset(transition.second - 1, transition.before, rules)
                compareOffset(transition.second, transition.after, rules)
            }
        }
        #expect(differences.isEmpty)
    }

    private func compare<Value: Equatable>(_ found: Value, _ expected: Value, _ what: @autoclosure () -> String) {
        guard found != expected, differences.count < 20 else { return }
        differences.append("\(what()): \(found) instead of \(expected)")
    }

    private func compareOffset(_ second: Int, _ expected: Int, _ rules: ZoneRules) {
        let found = rules.offset(at: Timestamp(milliseconds: Int64(second) * 1_000))
        compare(found, expected, "\(rules.identifier) at \(second)")
    }

    private func compareLocal(
        _ local: Int, _ rules: ZoneRules, _ zone: GlibcZone, _ transitions: [GlibcZone.Transition]
    ) {
        let expected = zone.firstInstant(showing: local, transitions: transitions)
        compare(instant(local, rules), expected, "\(rules.identifier), local \(local)")
    }

    private func compareStart(
        _ local: Int, _ rules: ZoneRules, _ zone: GlibcZone, _ transitions: [GlibcZone.Transition]
    ) {
        let date = CivilDate(daysSinceEpoch: local / 86_400 - (local % 86_400 < 0 ? 1 : 0))
        let start = rules.startOfDay(date)
        let expected = zone.firstInstant(showing: local, transitions: transitions)
        compare(Int(start.milliseconds / 1_000), expected, "start of \(date) in \(rules.identifier)")
        let second = Int(start.milliseconds / 1_000)
        let shown = floor(second + zone.offset(at: second), to: 86_400) / 86_400
        compare(rules.civilDate(at: start).daysSinceEpoch, shown, "date at \(second) in \(rules.identifier)")
    }

    /// The instant of a local time given in seconds, a whole minute.
    private func instant(_ local: Int, _ rules: ZoneRules) -> Int? {
        let day = floor(local, to: 86_400)
        guard let time = TimeOfDay(minutes: (local - day) / 60) else { return nil }
        return Int(rules.instant(of: CivilDate(daysSinceEpoch: day / 86_400), at: time).milliseconds / 1_000)
    }

    private func transitions(of rules: ZoneRules) -> [Int] {
        var found: [Int] = []
        var instant = Timestamp(milliseconds: Int64(Self.years.lowerBound) * 1_000)
        let end = Timestamp(milliseconds: Int64(Self.years.upperBound) * 1_000)
        while let next = rules.nextTransition(after: instant), next > instant, next < end {
            found.append(Int(next.milliseconds / 1_000))
            instant = next
        }
        return found
    }

    private func floor(_ value: Int, to unit: Int) -> Int {
        let remainder = value % unit
        return value - (remainder < 0 ? remainder + unit : remainder)
    }
}
