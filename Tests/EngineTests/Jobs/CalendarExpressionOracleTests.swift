import TestKit
import Testing

@testable import Domain

/// `systemd-analyze calendar`, which nobody here wrote, is asked the same.
@Suite("Calendar expressions agree with systemd")
struct CalendarExpressionOracleTests {
    private static let iterations = 4

    @Test("on when they elapse, over a generated corpus", arguments: 1...6 as ClosedRange<UInt64>)
    func elapses(seed: UInt64) async throws {
        var generator = SeededRandom(seed: seed)
        let texts = (0..<120).map { _ in Self.expression(using: &generator) }
        let base = try #require(CivilDate("2026-01-01") as CivilDate?).adding(
            days: .random(in: 0..<1_500, using: &generator))
        let answer = try await Self.ask(texts, base: "\(base) 00:00:00 UTC")
        #expect(answer.exit == 0, "\(answer.errors)")
        let blocks = Self.blocks(answer.output)
        try #require(blocks.count == texts.count)
        var compared = 0
        for (text, theirs) in zip(texts, blocks) {
            let expression = try #require(CalendarExpression(text), "\(text)")
            var ours: [Timestamp] = []
            var instant = ZoneRules.utc.startOfDay(base).adding(milliseconds: -1)
            // systemd looks for what lies after the base time.
            instant = instant.adding(milliseconds: 1)
            while ours.count < theirs.count, let next = expression.next(after: instant, in: .utc) {
                ours.append(next)
                instant = next
            }
            #expect(ours == theirs, "\(text) from \(base)")
            if theirs.isEmpty { #expect(expression.next(after: instant, in: .utc) == nil, "\(text) from \(base)") }
            #expect(CalendarExpression(expression.description) == expression, "\(text)")
            compared += theirs.count
        }
        #expect(compared > 200)
    }

    @Test(
        "on what is one and what is none",
        arguments: [
            "daily", "hourly", "Weekly", "quarterly", "semiannually", "annually", "minutely", "fortnightly", "", "Mon",
            "Mon..Fri", "Fri..Mon", "Mon,Wed", "Mon,", "Monday", "Moonday", "Mon 08:00", "08:00 Mon", "2026-12-25",
            "12-25", "26-12-25", "2026-13-01", "*-*-32", "*-*-00", "25:00", "24:00", "08:60", "08:00:60", "08", "8:5",
            "*:*",
            "*:*:*", "*-*-*", "*-*~1", "*-02~3..1", "*-*~01/7", "0/2:00", "1..5:00", "5..1:00", "*:0/0", "*:0/15",
            "*:/15",
            "1,2,3:00", "1,,2:00", "*,1:00", "*/2:00", "2026..2028-*-*", "1969-01-01", "2200-01-01", "*-*-* *-*-*",
            "08:00 09:00",
            "*-*-1..5/2", "*-*~7/1", "*-*~28", "*-*~29", "50/20:00", "1..3/4:00", "0/24:00", "0/23:00",
            "Mon..Wed,Sat 1..7/3:0", "-1:00", "*-*", "*-*-*-*", "a-b-c",
        ])
    func validity(text: String) async throws {
        let answer = try await Self.ask([text], base: "2026-01-01 00:00:00 UTC")
        #expect((CalendarExpression(text) != nil) == (answer.exit == 0), "\(text): \(answer.errors)")
    }

    private static func ask(_ texts: [String], base: String) async throws -> CommandResult {
        try await run(
            ["systemd-analyze", "calendar", "--iterations=\(iterations)", "--base-time=\(base)", "--"] + texts,
            environment: ["TZ": "UTC", "LC_ALL": "C"])
    }

    /// The instants of each block of the answer; none for `never`.
    private static func blocks(_ output: String) -> [[Timestamp]] {
        var blocks: [[Timestamp]] = []
        for line in output.split(separator: "\n") {
            let text = line.drop { $0 == " " }
            if text.hasPrefix("Normalized form:") { blocks.append([]) }
            guard text.hasPrefix("Next elapse:") || text.hasPrefix("Iter.") else { continue }
            // Next elapse: Sat 2026-11-28 00:00:00 UTC
            let words = text.split(separator: " ")
            guard let day = words.firstIndex(where: { CivilDate(String($0)) != nil }), day + 1 < words.count,
                let instant = Timestamp(rfc3339: "\(words[day])T\(words[day + 1])Z")
            else { continue }
            blocks[blocks.count - 1].append(instant)
        }
        return blocks
    }

    private static func expression(using generator: inout SeededRandom) -> String {
        func component(_ range: ClosedRange<Int>, wild: Int) -> String {
            func number(_ range: ClosedRange<Int>) -> Int { .random(in: range, using: &generator) }
            switch number(0...9) {
            case 0..<wild: return "*"
            case 7:
                let first = number(range)
                return "\(first)..\(number(first...range.upperBound))"
            case 8:
                let step = number(1...9)
                return "\(number(range.lowerBound...range.upperBound - step))/\(step)"
            case 9:
                let step = number(1...4)
                let first = number(range.lowerBound...range.upperBound - step)
                return "\(first)..\(number(first + step...range.upperBound))/\(step)"
            default: return (0..<number(1...3)).map { _ in "\(number(range))" }.joined(separator: ",")
            }
        }
        let names = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
        var parts: [String] = []
        if Int.random(in: 0..<3, using: &generator) == 0 {
            let first = Int.random(in: 0..<7, using: &generator)
            let last = Int.random(in: first..<7, using: &generator)
            parts.append(first == last ? names[first] : "\(names[first])..\(names[last])")
        }
        let months = component(1...12, wild: 6)
        if Int.random(in: 0..<4, using: &generator) == 0 {
            // Counted from the end of the month; systemd's own notation for ranges there is odd, so single days only.
            parts.append("*-\(months)~\(Int.random(in: 1...28, using: &generator))")
        } else if Int.random(in: 0..<5, using: &generator) > 0 {
            let years = Int.random(in: 0..<6, using: &generator) == 0 ? component(2026...2040, wild: 0) : "*"
            parts.append("\(years)-\(months)-\(component(1...31, wild: 5))")
        }
        if parts.isEmpty || Bool.random(using: &generator) {
            var time = "\(component(0...23, wild: 3)):\(component(0...59, wild: 2))"
            if Bool.random(using: &generator) { time += ":\(component(0...59, wild: 1))" }
            parts.append(time)
        }
        return parts.joined(separator: " ")
    }
}
