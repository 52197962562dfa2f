/// A date of the proleptic Gregorian calendar, 0001-01-01 to 9999-12-31, in whatever zone its calendar has.
///
/// Arithmetic saturates at the first and the last date; it never traps.
public struct CivilDate: Hashable, Comparable, Sendable {
    private static let first = Gregorian.firstDay(ofYear: 1)
    private static let last = Gregorian.firstDay(ofYear: 10_000) - 1

    private let storedDays: Int32

    /// Days since 1970-01-01, negative before it.
    public var daysSinceEpoch: Int { Int(storedDays) }

    /// The date so many days after 1970-01-01, or the nearest one there is.
    public init(daysSinceEpoch days: Int) {
        storedDays = Int32(min(max(days, Self.first), Self.last))
    }

    /// Nil unless the calendar has that date and its year is in 1...9999.
    public init?(year: Int, month: Int, day: Int) {
        guard
            (1...9_999).contains(year), (1...12).contains(month), day >= 1,
            day <= Gregorian.dayCount(year: year, month: month)
        else { return nil }
        self.init(daysSinceEpoch: Gregorian.daysSinceEpoch(year: year, month: month, day: day))
    }

    public var year: Int { Gregorian.yearAndOrdinal(daysSinceEpoch: daysSinceEpoch).year }

    /// 1...12.
    public var month: Int { Gregorian.date(daysSinceEpoch: daysSinceEpoch).month }

    /// 1...31.
    public var day: Int { Gregorian.date(daysSinceEpoch: daysSinceEpoch).day }

    public var weekday: Weekday {
        let fromSunday = Gregorian.weekdayFromSunday(daysSinceEpoch: daysSinceEpoch)
        return Weekday(rawValue: fromSunday) ?? .sunday
    }

    /// The date so many days later, or earlier if negative.
    public func adding(days: Int) -> CivilDate {
        CivilDate(daysSinceEpoch: daysSinceEpoch.addingSaturated(days))
    }

    /// The same day of the month so many months later, or the month's last day where it has no such day.
    ///
    /// Counted from this date: 31 January plus 1 month is 28 or 29 February, plus 2 months 31 March.
    public func adding(months: Int) -> CivilDate {
        let date = Gregorian.date(daysSinceEpoch: daysSinceEpoch)
        let (year, month) = (date.year * 12 + date.month - 1).addingSaturated(months).flooredDivision(by: 12)
        guard year >= 1 else { return CivilDate(daysSinceEpoch: Self.first) }
        guard year <= 9_999 else { return CivilDate(daysSinceEpoch: Self.last) }
        let day = min(date.day, Gregorian.dayCount(year: year, month: month + 1))
        return CivilDate(daysSinceEpoch: Gregorian.daysSinceEpoch(year: year, month: month + 1, day: day))
    }

    /// Days from the other date to this one, negative if this one is earlier.
    public func days(since other: CivilDate) -> Int {
        daysSinceEpoch - other.daysSinceEpoch
    }

    public static func < (left: CivilDate, right: CivilDate) -> Bool {
        left.storedDays < right.storedDays
    }
}

extension CivilDate: LosslessStringConvertible {
    /// Reads `YYYY-MM-DD`, with exactly that many digits, and nothing else.
    public init?(_ description: String) {
        var scanner = TextScanner(description)
        self.init(readingFrom: &scanner)
        guard scanner.isAtEnd else { return nil }
    }

    init?(readingFrom scanner: inout TextScanner) {
        guard
            let year = scanner.number(digits: 4), scanner.skip("-"),
            let month = scanner.number(digits: 2), scanner.skip("-"),
            let day = scanner.number(digits: 2)
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    /// `YYYY-MM-DD`.
    public var description: String {
        let date = Gregorian.date(daysSinceEpoch: daysSinceEpoch)
        var text = ""
        text.append(date.year, width: 4)
        text.append("-")
        text.append(date.month, width: 2)
        text.append("-")
        text.append(date.day, width: 2)
        return text
    }
}

extension CivilDate: Codable {
    /// Decodes the string `YYYY-MM-DD`; throws `DecodingError.dataCorrupted` for anything else.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let date = Self(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "“\(text)” is not a date of the calendar; write it as YYYY-MM-DD.")
        }
        self = date
    }

    /// Encodes the string `YYYY-MM-DD`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
