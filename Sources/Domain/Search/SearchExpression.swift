/// What customers are looked for by: rules joined by and, or, not (DESIGN 2.5). One tree behind the words people write, saved searches,
/// entry rules and trigger conditions, and behind the rule tree on the wire.
public indirect enum SearchExpression: Hashable, Sendable {
    /// Every part holds; with no parts, always.
    case all([SearchExpression])
    /// At least one part holds.
    case any([SearchExpression])
    case not(SearchExpression)
    case rule(SearchRule)

    /// No larger tree is taken, so that none can exhaust the parser's or SQLite's stack.
    public static let deepest = 50
    public static let mostRules = 200
    public static let longestText = 20_000

    /// Every customer.
    public static let everyone = SearchExpression.all([])

    var depth: Int {
        switch self {
        case .rule: 1
        case .not(let part): 1 + part.depth
        case .all(let parts), .any(let parts): 1 + (parts.map(\.depth).max() ?? 0)
        }
    }

    /// The rules, from left to right.
    public var rules: [SearchRule] {
        switch self {
        case .rule(let rule): [rule]
        case .not(let part): part.rules
        case .all(let parts), .any(let parts): parts.flatMap(\.rules)
        }
    }
}

/// One rule: `city = "Berlin"`.
public struct SearchRule: Hashable, Sendable {
    public let subject: SearchSubject
    public let comparison: SearchOperator
    public let values: [SearchValue]
    /// Where it stands in the text it was read from, in characters from 1; not part of what it means.
    public var position: Int?

    public init(
        _ subject: SearchSubject, _ comparison: SearchOperator, _ values: [SearchValue] = [], position: Int? = nil
    ) {
        self.subject = subject
        self.comparison = comparison
        self.values = values
        self.position = position
    }

    public static func == (left: SearchRule, right: SearchRule) -> Bool {
        left.subject == right.subject && left.comparison == right.comparison && left.values == right.values
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(subject)
        hasher.combine(comparison)
        hasher.combine(values)
    }
}

/// What a rule compares with.
public enum SearchValue: Hashable, Sendable {
    case text(String)
    case date(SearchDate)
    case amount(Amount)
    case count(Int)
    case span(TimeSpan)
}

/// A day: a date, or one counted from today in the customer's calendar.
public struct SearchDate: Hashable, Sendable {
    public enum Anchor: Hashable, Sendable {
        case today
        case on(CivilDate)
    }

    public let anchor: Anchor
    public let offset: TimeSpan?
    /// 1 for later, -1 for earlier.
    public let direction: Int

    /// - Parameter offset: in days, business days, weeks or months.
    public init(_ anchor: Anchor, offset: TimeSpan? = nil, direction: Int = 1) {
        self.anchor = anchor
        self.offset = offset
        self.direction = direction
    }

    /// The day that is meant at `now`.
    public func date(at now: Timestamp, in calendar: BusinessCalendar) -> CivilDate {
        let start =
            switch anchor {
            case .today: calendar.zone.civilDate(at: now)
            case .on(let date): date
            }
        return offset.map { calendar.date($0, from: start, direction: direction) } ?? start
    }
}

extension SearchDate: CustomStringConvertible {
    public var description: String {
        let start =
            switch anchor {
            case .today: "today"
            case .on(let date): date.description
            }
        return offset.map { "\(start) \(direction < 0 ? "-" : "+") \($0)" } ?? start
    }
}

/// A text that is no search expression: where, and what should stand there.
public struct SearchSyntaxError: Error, Hashable, Sendable, CustomStringConvertible {
    /// In characters from 1.
    public let position: Int
    public let expected: String
    public let found: String

    public init(position: Int, expected: String, found: String) {
        self.position = position
        self.expected = expected
        self.found = found
    }

    public var description: String {
        "The search cannot be read at character \(position): there should be \(expected), not \(found)."
    }
}
