/// An instant: milliseconds since 1970-01-01T00:00:00Z, leap seconds not counted, as POSIX counts time.
public struct Timestamp: Hashable, Comparable, Sendable {
    /// Milliseconds since the Unix epoch, negative before it.
    public let milliseconds: Int64

    public init(milliseconds: Int64) {
        self.milliseconds = milliseconds
    }

    /// The instant so many seconds after the epoch, or the nearest one there is.
    init(secondsSinceEpoch seconds: Int) {
        milliseconds = Int64(seconds).multipliedSaturated(by: 1_000)
    }

    /// Whole seconds since the epoch, rounded towards the past.
    var secondsSinceEpoch: Int {
        Int(milliseconds).flooredDivision(by: 1_000).quotient
    }

    /// The instant so much later, or earlier if negative; the first or last representable one where that overflows.
    public func adding(milliseconds other: Int64) -> Timestamp {
        Timestamp(milliseconds: milliseconds.addingSaturated(other))
    }

    /// The instant so much later, or earlier if negative; the first or last representable one where that overflows.
    public func adding(seconds: Int64) -> Timestamp {
        adding(milliseconds: seconds.multipliedSaturated(by: 1_000))
    }

    /// Milliseconds from the other instant to this one, negative if this one is earlier; saturates.
    public func milliseconds(since other: Timestamp) -> Int64 {
        let (difference, overflow) = milliseconds.subtractingReportingOverflow(other.milliseconds)
        return overflow ? (milliseconds < other.milliseconds ? .min : .max) : difference
    }

    public static func < (left: Timestamp, right: Timestamp) -> Bool {
        left.milliseconds < right.milliseconds
    }
}

extension Timestamp: Codable {
    /// Decodes a bare integer, milliseconds since the Unix epoch.
    public init(from decoder: any Decoder) throws {
        self.init(milliseconds: try decoder.singleValueContainer().decode(Int64.self))
    }

    /// Encodes a bare integer, milliseconds since the Unix epoch.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(milliseconds)
    }
}
