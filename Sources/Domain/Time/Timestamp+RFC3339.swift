extension Timestamp {
    /// 0001-01-01T00:00:00Z, the first instant RFC 3339 can write here.
    private static let firstWritable = Timestamp(secondsSinceEpoch: Gregorian.firstDay(ofYear: 1) * 86_400)
    /// 9999-12-31T23:59:59.999Z, the last.
    private static let lastWritable =
        Timestamp(secondsSinceEpoch: Gregorian.firstDay(ofYear: 10_000) * 86_400).adding(milliseconds: -1)

    /// Reads a date-time of RFC 3339, section 5.6, such as `2026-03-29T01:00:00.5+02:00`.
    ///
    /// `Z` or an offset is required. The fraction is optional and cut to milliseconds. Nil for a date that does not exist, for
    /// a leap second (POSIX time has none), and where the year is outside 0001…9999 as written or in UTC.
    public init?(rfc3339 text: String) {
        var scanner = TextScanner(text)
        guard
            let date = CivilDate(readingFrom: &scanner), scanner.skip("T") || scanner.skip("t"),
            let hour = scanner.number(digits: 2), hour <= 23, scanner.skip(":"),
            let minute = scanner.number(digits: 2), minute <= 59, scanner.skip(":"),
            let second = scanner.number(digits: 2), second <= 59,
            let fraction = Self.millisecondFraction(&scanner),
            let offset = Self.offset(&scanner), scanner.isAtEnd
        else { return nil }
        let seconds = date.daysSinceEpoch * 86_400 + hour * 3_600 + minute * 60 + second - offset
        self = Timestamp(secondsSinceEpoch: seconds).adding(milliseconds: Int64(fraction))
        guard self >= Self.firstWritable, self <= Self.lastWritable else { return nil }
    }

    /// Milliseconds of an optional fraction; nil if there is a point without a digit.
    private static func millisecondFraction(_ scanner: inout TextScanner) -> Int? {
        guard scanner.skip(".") else { return 0 }
        var fraction = 0
        var digits = 0
        while let digit = scanner.number(digits: 1) {
            if digits < 3 { fraction = fraction * 10 + digit }
            digits += 1
        }
        return switch digits {
        case 0: nil
        case 1: fraction * 100
        case 2: fraction * 10
        default: fraction
        }
    }

    /// Seconds east of UTC.
    private static func offset(_ scanner: inout TextScanner) -> Int? {
        if scanner.skip("Z") || scanner.skip("z") { return 0 }
        let east = scanner.skip("+")
        guard
            east || scanner.skip("-"),
            let hours = scanner.number(digits: 2), hours <= 23, scanner.skip(":"),
            let minutes = scanner.number(digits: 2), minutes <= 59
        else { return nil }
        return (hours * 3_600 + minutes * 60) * (east ? 1 : -1)
    }

    /// The instant as RFC 3339 text, such as `2026-03-29T03:00:00+02:00`, with milliseconds only where they are not zero.
    ///
    /// The text always names this very instant. So an offset is cut to whole minutes, the finest RFC 3339 has, and to 23:59
    /// either way; and UTC is used where the local year would leave 0001…9999. An instant whose UTC year is outside that range
    /// is written as the nearest one inside.
    /// - Parameter seconds: the offset in seconds east of UTC; 0 is written as `Z`.
    /// - Returns: 20 to 29 characters.
    public func rfc3339(offset seconds: Int = 0) -> String {
        let instant = min(max(self, Self.firstWritable), Self.lastWritable)
        let wanted = min(max(seconds / 60, -1_439), 1_439)
        let local = instant.adding(seconds: Int64(wanted * 60))
        let isWritable = local >= Self.firstWritable && local <= Self.lastWritable
        return (isWritable ? local : instant).written(offsetMinutes: isWritable ? wanted : 0)
    }

    /// Writes these milliseconds as if they were local ones.
    private func written(offsetMinutes: Int) -> String {
        let (seconds, fraction) = Int(milliseconds).flooredDivision(by: 1_000)
        let (days, secondOfDay) = seconds.flooredDivision(by: 86_400)
        var text = CivilDate(daysSinceEpoch: days).description
        text.append("T")
        text.append(secondOfDay / 3_600, width: 2)
        text.append(":")
        text.append(secondOfDay / 60 % 60, width: 2)
        text.append(":")
        text.append(secondOfDay % 60, width: 2)
        if fraction != 0 {
            text.append(".")
            text.append(fraction, width: 3)
        }
        guard offsetMinutes != 0 else { return text + "Z" }
        text.append(offsetMinutes < 0 ? "-" : "+")
        text.append(abs(offsetMinutes) / 60, width: 2)
        text.append(":")
        text.append(abs(offsetMinutes) % 60, width: 2)
        return text
    }
}
