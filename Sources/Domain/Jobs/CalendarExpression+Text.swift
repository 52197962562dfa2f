extension CalendarExpression: LosslessStringConvertible {
    private static let shorthands: [String: String] = [
        "minutely": "*-*-* *:*:00", "hourly": "*-*-* *:00:00", "daily": "*-*-* 00:00:00", "monthly": "*-*-01 00:00:00",
        "weekly": "Mon *-*-* 00:00:00", "yearly": "*-01-01 00:00:00", "annually": "*-01-01 00:00:00",
        "quarterly": "*-01,04,07,10-01 00:00:00", "semiannually": "*-01,07-01 00:00:00",
    ]

    private static let names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    private static let longNames = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

    /// nil for what systemd.time(7) does not allow, and for fractions of a second.
    public init?(_ text: String) {
        let lower = text.lowercased()
        if let long = Self.shorthands[lower] {
            self.init(long)
            return
        }
        var words = lower.split(whereSeparator: \.isWhitespace)
        guard (1...3).contains(words.count) else { return nil }
        var weekdays: Set<Int> = []
        if let first = words.first, first.first?.isLetter == true {
            guard let days = Self.weekdays(first) else { return nil }
            weekdays = days
            words.removeFirst()
        }
        var date: Substring?
        var time: Substring?
        for word in words {
            if word.contains(":") {
                guard time == nil else { return nil }
                time = word
            } else {
                // The time stands behind the date.
                guard date == nil, time == nil else { return nil }
                date = word
            }
        }
        guard let days = Self.date(date ?? "*-*-*"), let times = Self.time(time ?? "00:00:00") else { return nil }
        self.init(
            // All seven are any.
            weekdays: weekdays.count == 7 ? [] : weekdays, years: days.0, months: days.1, days: days.2,
            countsFromEnd: days.3, hours: times.0, minutes: times.1, seconds: times.2)
    }

    /// `mon..fri,sun`
    private static func weekdays(_ text: Substring) -> Set<Int>? {
        var days: Set<Int> = []
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            // systemd takes a comma at the end.
            if part.isEmpty, part.endIndex == text.endIndex, !days.isEmpty { continue }
            let separator = part.firstRange(of: "..")
            guard let first = weekday(separator.map { part[..<$0.lowerBound] } ?? part) else { return nil }
            guard let separator else {
                days.insert(first)
                continue
            }
            guard let last = weekday(part[separator.upperBound...]), first <= last else { return nil }
            days.formUnion(first...last)
        }
        return days
    }

    private static func weekday(_ text: Substring) -> Int? {
        (names.firstIndex(of: String(text)) ?? longNames.firstIndex(of: String(text))).map { $0 + 1 }
    }

    /// `2026-12-25`, `12-25`, `*-*~03`
    private static func date(
        _ text: Substring
    ) -> (CalendarComponent, CalendarComponent, CalendarComponent, Bool)? {
        let halves = text.split(separator: "~", omittingEmptySubsequences: false)
        let countsFromEnd = halves.count == 2
        var parts = text.split(separator: "-", omittingEmptySubsequences: false)
        if countsFromEnd { parts = halves[0].split(separator: "-", omittingEmptySubsequences: false) + [halves[1]] }
        guard halves.count <= 2, (2...3).contains(parts.count) else { return nil }
        if parts.count == 2 { parts.insert("*", at: 0) }
        // A year of two digits is of this century or the last, as systemd has it.
        guard let years = year(parts[0]), let months = CalendarComponent(parts[1], in: 1...12),
            // Within the last 28 days, which every month has.
            let days = CalendarComponent(parts[2], in: 1...(countsFromEnd ? 28 : 31), isFromEnd: countsFromEnd)
        else { return nil }
        return (years, months, days, countsFromEnd)
    }

    private static func year(_ text: Substring) -> CalendarComponent? {
        if text.utf8.count == 2, let short = Int(text) { return .only(short + (short < 70 ? 2_000 : 1_900)) }
        return CalendarComponent(text, in: 1970...2199)
    }

    private static func time(_ text: Substring) -> (CalendarComponent, CalendarComponent, CalendarComponent)? {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), let hours = CalendarComponent(parts[0], in: 0...23),
            let minutes = CalendarComponent(parts[1], in: 0...59),
            let seconds = CalendarComponent(parts.count == 3 ? parts[2] : "00", in: 0...59)
        else { return nil }
        return (hours, minutes, seconds)
    }

    public var description: String {
        let date = "\(years.text(width: 4))-\(months.text(width: 2))\(countsFromEnd ? "~" : "-")\(days.text(width: 2))"
        let time = "\(hours.text(width: 2)):\(minutes.text(width: 2)):\(seconds.text(width: 2))"
        return [weekdayText, date, time].filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// Runs of three or more as ranges.
    private var weekdayText: String {
        var parts: [String] = []
        var day = 1
        while day <= 7 {
            guard weekdays.contains(day) else {
                day += 1
                continue
            }
            var last = day
            while weekdays.contains(last + 1) { last += 1 }
            let name = { (index: Int) in
                Self.names[index - 1].prefix(1).uppercased() + Self.names[index - 1].dropFirst()
            }
            if last - day >= 2 { parts.append("\(name(day))..\(name(last))") } else { parts += (day...last).map(name) }
            day = last + 1
        }
        return parts.joined(separator: ",")
    }
}
