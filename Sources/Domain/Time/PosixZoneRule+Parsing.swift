extension PosixZoneRule {
    /// Reads the text that ends a TZif file: `std offset [dst [offset],start[/time],end[/time]]`.
    ///
    /// Nil unless all of it is understood. Names are checked and not kept. Daylight saving time without its two dates is
    /// refused: POSIX leaves its meaning open.
    init?(posix text: ArraySlice<UInt8>) {
        var scanner = TextScanner(text)
        guard scanner.skipZoneName(), let standardOffset = scanner.utcOffset() else { return nil }
        if scanner.isAtEnd {
            self.init(offset: standardOffset)
            return
        }
        guard scanner.skipZoneName() else { return nil }
        var daylightOffset = standardOffset + 3_600
        if scanner.next != "," {
            guard let offset = scanner.utcOffset() else { return nil }
            daylightOffset = offset
        }
        guard
            scanner.skip(","), let start = scanner.yearlyChange(),
            scanner.skip(","), let end = scanner.yearlyChange(), scanner.isAtEnd
        else { return nil }
        self.init(
            standardOffset: standardOffset,
            daylightSaving: DaylightSaving(offset: daylightOffset, start: start, end: end))
    }
}

extension TextScanner {
    /// A name of three or more letters, or `<…>` around letters, digits and signs.
    fileprivate mutating func skipZoneName() -> Bool {
        if skip("<") {
            return skip(while: isQuotable) >= 3 && skip(">")
        }
        return skip(while: isLetter) >= 3
    }

    /// Seconds east of UTC; POSIX counts westward.
    fileprivate mutating func utcOffset() -> Int? {
        signedTime(hourDigits: 1...2, lastHour: 24).map { -$0 }
    }

    /// `[+-]h[:mm[:ss]]` in seconds.
    private mutating func signedTime(hourDigits: ClosedRange<Int>, lastHour: Int) -> Int? {
        let isNegative = skip("-")
        if !isNegative { _ = skip("+") }
        guard let hours = number(digits: hourDigits), hours <= lastHour else { return nil }
        var seconds = hours * 3_600
        if skip(":") {
            guard let minutes = number(digits: 1...2), minutes <= 59 else { return nil }
            seconds += minutes * 60
            if skip(":") {
                guard let rest = number(digits: 1...2), rest <= 59 else { return nil }
                seconds += rest
            }
        }
        return isNegative ? -seconds : seconds
    }

    fileprivate mutating func yearlyChange() -> YearlyChange? {
        guard let day = day() else { return nil }
        guard skip("/") else { return YearlyChange(day: day, time: 2 * 3_600) }
        guard let time = signedTime(hourDigits: 1...3, lastHour: 167) else { return nil }
        return YearlyChange(day: day, time: time)
    }

    private mutating func day() -> YearlyChange.Day? {
        if skip("J") {
            guard let number = number(digits: 1...3), (1...365).contains(number) else { return nil }
            return .julian(number)
        }
        if skip("M") {
            guard
                let month = number(digits: 1...2), (1...12).contains(month), skip("."),
                let week = number(digits: 1...1), (1...5).contains(week), skip("."),
                let weekday = number(digits: 1...1), (0...6).contains(weekday)
            else { return nil }
            return .weekday(month: month, week: week, weekday: weekday)
        }
        guard let number = number(digits: 1...3), number <= 365 else { return nil }
        return .ordinal(number)
    }
}

private func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
}

private func isQuotable(_ byte: UInt8) -> Bool {
    isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
        || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
}
