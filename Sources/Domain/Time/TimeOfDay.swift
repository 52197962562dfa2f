/// A time on the wall clock to the minute, 00:00 to 23:59, in whatever zone its calendar has.
public struct TimeOfDay: Hashable, Comparable, Sendable {
    /// Minutes since 00:00, 0..<1440.
    public let minutes: Int

    /// Nil unless `minutes` is in 0..<1440.
    public init?(minutes: Int) {
        guard (0..<1_440).contains(minutes) else { return nil }
        self.minutes = minutes
    }

    /// Nil unless the hour is in 0...23 and the minute in 0...59.
    public init?(hour: Int, minute: Int) {
        guard (0...23).contains(hour), (0...59).contains(minute) else { return nil }
        minutes = hour * 60 + minute
    }

    public static func < (left: TimeOfDay, right: TimeOfDay) -> Bool {
        left.minutes < right.minutes
    }
}

extension TimeOfDay: LosslessStringConvertible {
    /// Reads `HH:MM`, two digits each, and nothing else.
    public init?(_ description: String) {
        var scanner = TextScanner(description)
        guard
            let hour = scanner.number(digits: 2), scanner.skip(":"),
            let minute = scanner.number(digits: 2), scanner.isAtEnd
        else { return nil }
        self.init(hour: hour, minute: minute)
    }

    /// `HH:MM`.
    public var description: String {
        var text = ""
        text.append(minutes / 60, width: 2)
        text.append(":")
        text.append(minutes % 60, width: 2)
        return text
    }
}

extension TimeOfDay: Codable {
    /// Decodes the string `HH:MM`; throws `DecodingError.dataCorrupted` for anything else.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let time = Self(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "“\(text)” is not a time of day; write it as HH:MM, 00:00 to 23:59.")
        }
        self = time
    }

    /// Encodes the string `HH:MM`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}

extension TimeOfDay {
    public static let nineInTheMorning = TimeOfDay(uncheckedMinutes: 9 * 60)

    private init(uncheckedMinutes: Int) { minutes = uncheckedMinutes }
}
