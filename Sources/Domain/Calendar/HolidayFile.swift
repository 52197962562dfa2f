/// The holidays of an iCalendar file (RFC 5545): events of whole days. Times of day, recurrence by anything but the year, and cancelled events are left
/// out, and named.
public struct HolidayFile: Hashable, Sendable {
    public private(set) var holidays: [CivilDate: String] = [:]
    /// What was left out, and why, an event each.
    public private(set) var skipped: [String] = []

    private static let mostEvents = 5_000
    private static let longestEvent = 60
    private static let mostTold = 50

    /// - Parameters:
    ///   - first, last: what lies outside these days is not taken; yearly events are laid out between them.
    /// - Throws: where the text is no calendar at all.
    public init(ics text: String, from first: CivilDate, to last: CivilDate) throws(HolidayFileError) {
        let lines = Self.unfolded(text)
        guard lines.contains(where: { $0.uppercased().hasPrefix("BEGIN:VCALENDAR") }) else {
            throw HolidayFileError(objection: "is no iCalendar file; it has no BEGIN:VCALENDAR")
        }
        var event: [String: (parameters: String, value: String)]?
        var count = 0
        var depth = 0
        for line in lines {
            switch line.uppercased() {
            case "BEGIN:VEVENT":
                event = [:]
                depth = 0
            case "END:VEVENT":
                count += 1
                guard count <= Self.mostEvents else {
                    throw HolidayFileError(objection: "has more than \(Self.mostEvents) events")
                }
                if let event { add(event, from: first, to: last) }
                event = nil
            case let upper where upper.hasPrefix("BEGIN:"): depth += 1
            case let upper where upper.hasPrefix("END:"): depth -= 1
            default:
                // An alarm within the event has fields of its own.
                guard depth == 0, event != nil, let colon = Self.colon(in: line) else { continue }
                let name = line[..<colon].split(separator: ";", maxSplits: 1)
                let value = String(line[line.index(after: colon)...])
                event?[String(name.first ?? "").uppercased()] = (
                    name.count > 1 ? String(name[1]).uppercased() : "", value
                )
            }
        }
        if holidays.isEmpty, skipped.isEmpty, count == 0 { throw HolidayFileError(objection: "has no events") }
    }

    private mutating func add(
        _ event: [String: (parameters: String, value: String)], from first: CivilDate, to last: CivilDate
    ) {
        let name = Self.unescaped(event["SUMMARY"]?.value ?? "Holiday").trimmed
        let shown = name.prefix(80)
        guard let start = event["DTSTART"].flatMap({ Self.date($0.value) }) else {
            let isDay = event["DTSTART"].map { $0.value.utf8.count == 8 } ?? false
            return leaveOut("\(shown): \(isDay ? "its day is not one of the calendar" : "it is not of whole days")")
        }
        for name in ["DURATION", "RDATE", "EXDATE"] where event[name] != nil {
            return leaveOut("\(shown): it has \(name), which is not understood here")
        }
        if event["STATUS"]?.value.uppercased() == "CANCELLED" {
            return leaveOut("\(shown): it is cancelled")
        }
        // The end is the day after the last (RFC 5545, 3.6.1).
        let end = event["DTEND"].flatMap { Self.date($0.value) } ?? start.adding(days: 1)
        let days = end.days(since: start)
        guard (1...Self.longestEvent).contains(days) else {
            return leaveOut("\(shown): it lasts \(days) days, not 1 to \(Self.longestEvent)")
        }
        guard let rule = event["RRULE"]?.value.uppercased() else { return take(name, start, days, first, last) }
        let parts = Set(rule.split(separator: ";").map(String.init))
        guard parts.contains("FREQ=YEARLY"),
            parts.allSatisfy({ $0 == "FREQ=YEARLY" || $0 == "INTERVAL=1" || Self.fits($0, start) })
        else {
            leaveOut("\(shown): only its first day is taken; it comes again by a rule that is not simply every year")
            return take(name, start, days, first, last)
        }
        for year in max(start.year, first.year)...max(start.year, last.year) {
            if let date = CivilDate(year: year, month: start.month, day: start.day) {
                take(name, date, days, first, last)
            }
        }
    }

    private mutating func leaveOut(_ text: String) {
        if skipped.count < Self.mostTold {
            skipped.append(text)
        } else if skipped.count == Self.mostTold {
            skipped.append("and more")
        }
    }

    /// A rule may repeat what the first day says already.
    private static func fits(_ part: String, _ start: CivilDate) -> Bool {
        part == "BYMONTH=\(start.month)" || part == "BYMONTHDAY=\(start.day)"
    }

    private mutating func take(_ name: String, _ start: CivilDate, _ days: Int, _ first: CivilDate, _ last: CivilDate) {
        for offset in 0..<days {
            let date = start.adding(days: offset)
            guard date >= first, date <= last else { continue }
            holidays[date] = name.isEmpty ? "Holiday" : String(name.prefix(200))
        }
    }

    /// `20261225`; a time behind it makes it no whole day.
    private static func date(_ text: String) -> CivilDate? {
        guard text.utf8.count == 8, let number = Int(text), number > 0 else { return nil }
        return CivilDate(year: number / 10_000, month: number / 100 % 100, day: number % 100)
    }

    /// The first one outside quotes.
    private static func colon(in line: String) -> String.Index? {
        var isQuoted = false
        for index in line.indices {
            if line[index] == "\"" { isQuoted.toggle() }
            if line[index] == ":", !isQuoted { return index }
        }
        return nil
    }

    /// A line that begins with a blank goes on with the one before (RFC 5545, 3.1).
    private static func unfolded(_ text: String) -> [String] {
        var lines: [String] = []
        for line in text.split(omittingEmptySubsequences: true, whereSeparator: \.isNewline) {
            if let first = line.first, first == " " || first == "\t", !lines.isEmpty {
                lines[lines.count - 1] += line.dropFirst()
            } else {
                lines.append(String(line))
            }
        }
        return lines
    }

    private static func unescaped(_ text: String) -> String {
        var result = ""
        var isEscaped = false
        for character in text {
            if isEscaped {
                result.append(character == "n" || character == "N" ? " " : character)
                isEscaped = false
            } else if character == "\\" {
                isEscaped = true
            } else {
                result.append(character.isNewline || character == "\t" ? " " : character)
            }
        }
        return result
    }
}

public struct HolidayFileError: Error, Hashable, Sendable {
    /// Worded to follow "it ".
    public let objection: String
}
