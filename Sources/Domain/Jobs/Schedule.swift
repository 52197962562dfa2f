/// When a job runs: a calendar expression in a zone, or an interval.
public enum Schedule: Hashable, Sendable {
    /// - zone: IANA name; nil: the default calendar's.
    case calendar(CalendarExpression, zone: String?)
    /// `every 15 minutes`: of exact units, counted from when the job was made.
    case interval(TimeSpan)

    /// The first instant after `instant`; nil if there is none.
    /// - Parameters:
    ///   - zone: the rules of the schedule's own zone.
    ///   - origin: what intervals are counted from, in both directions.
    public func next(after instant: Timestamp, in zone: ZoneRules, origin: Timestamp) -> Timestamp? {
        switch self {
        case .calendar(let expression, _): return expression.next(after: instant, in: zone)
        case .interval(let span):
            guard let length = span.exactMilliseconds else { return nil }
            let passed = instant.milliseconds(since: origin)
            // Downwards also before the origin, which a clock that ran ahead may have put there.
            let count = passed >= 0 ? passed / length : (passed + 1) / length - 1
            return origin.adding(milliseconds: (count + 1) * length)
        }
    }
}

extension Schedule: LosslessStringConvertible {
    public init?(_ text: String) {
        if text.lowercased().hasPrefix("every ") {
            guard let span = TimeSpan(String(text.dropFirst(6))), let length = span.exactMilliseconds, length >= 10_000
            else { return nil }
            self = .interval(span)
            return
        }
        // A zone, if there is one, stands last; no part of an expression has a letter but names of weekdays and shorthands.
        var words = text.split(whereSeparator: \.isWhitespace).map(String.init)
        var zone: String?
        if words.count > 1, let last = words.last, last.contains(where: \.isLetter), ZoneIdentifier.isPlausible(last),
            CalendarExpression(last) == nil
        {
            zone = last
            words.removeLast()
        }
        guard let expression = CalendarExpression(words.joined(separator: " ")) else { return nil }
        self = .calendar(expression, zone: zone)
    }

    public var description: String {
        switch self {
        case .interval(let span): "every \(span)"
        case .calendar(let expression, let zone): zone.map { "\(expression) \($0)" } ?? expression.description
        }
    }
}
