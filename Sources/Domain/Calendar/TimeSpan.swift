/// How long: a whole number of one unit, such as `5 business days` or `4 hours`.
///
/// Seconds, minutes, hours and business hours count on the instant; the others are *civil*: they count on the date, in the calendar's zone.
public struct TimeSpan: Hashable, Sendable {
    public enum Unit: String, CaseIterable, Sendable {
        case seconds, minutes, hours, days
        case businessHours = "business hours"
        case businessDays = "business days"
        case weeks, months
    }

    /// Enough for a century of days, and small enough that no arithmetic can overflow.
    public static let largestCount = 40_000

    public let count: Int
    public let unit: Unit

    /// nil unless `count` is from 1 to `largestCount`.
    public init?(_ count: Int, _ unit: Unit) {
        guard (1...Self.largestCount).contains(count) else { return nil }
        self.count = count
        self.unit = unit
    }

    public static let quarterOfAnHour = TimeSpan(unchecked: 15, .minutes)

    private init(unchecked count: Int, _ unit: Unit) {
        self.count = count
        self.unit = unit
    }

    /// The result is an instant, not a day.
    public var isOfInstants: Bool { unit == .businessHours || exactMilliseconds != nil }

    /// How long that always is; nil where the calendar decides.
    public var exactMilliseconds: Int64? {
        switch unit {
        case .seconds: Int64(count) * 1_000
        case .minutes: Int64(count) * 60_000
        case .hours: Int64(count) * 3_600_000
        case .days, .businessHours, .businessDays, .weeks, .months: nil
        }
    }
}

extension TimeSpan: LosslessStringConvertible {
    /// Reads `5 business days`, `1 month`, `30 minutes`; one blank between the words, singular or plural.
    public init?(_ text: String) {
        let words = text.split(separator: " ", omittingEmptySubsequences: true)
        guard words.count >= 2, words[0].utf8.allSatisfy({ (48...57).contains($0) }), let count = Int(words[0])
        else { return nil }
        var name = words.dropFirst().joined(separator: " ").lowercased()
        if !name.hasSuffix("s") { name += "s" }
        guard let unit = Unit(rawValue: name) else { return nil }
        self.init(count, unit)
    }

    public var description: String {
        count == 1 ? "1 \(unit.rawValue.dropLast())" : "\(count) \(unit.rawValue)"
    }
}
