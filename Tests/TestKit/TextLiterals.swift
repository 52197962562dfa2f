import Domain

// Instants and dates as people write them, in tests only: a wrong one is a wrong test.

extension Timestamp: ExpressibleByStringLiteral {
    /// RFC 3339, such as `2026-03-02T09:00:00+01:00`.
    public init(stringLiteral text: String) {
        guard let instant = Timestamp(rfc3339: text) else { preconditionFailure("\(text) is not an instant") }
        self = instant
    }
}

extension CivilDate: ExpressibleByStringLiteral {
    /// `YYYY-MM-DD`.
    public init(stringLiteral text: String) {
        guard let date = CivilDate(text) else { preconditionFailure("\(text) is not a date") }
        self = date
    }
}

extension TriggerTiming: ExpressibleByStringLiteral {
    /// As in a workflow file: `2 days after due at 10:00`.
    public init(stringLiteral text: String) {
        guard let timing = TriggerTiming(text) else { preconditionFailure("\(text) is not a timing") }
        self = timing
    }
}

extension TimeSpan: ExpressibleByStringLiteral {
    /// As in a workflow file: `3 business days`.
    public init(stringLiteral text: String) {
        guard let span = TimeSpan(text) else { preconditionFailure("\(text) is not a time span") }
        self = span
    }
}
