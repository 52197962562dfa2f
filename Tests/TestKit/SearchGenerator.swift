import Domain

/// Random searches over a small world, so that rules hold about as often as they do not.
public struct SearchGenerator {
    private var random: SeededRandom

    public init(seed: UInt64) { random = SeededRandom(seed: seed) }

    public mutating func expression(depth: Int = 4) -> SearchExpression {
        switch Int.random(in: 0..<(depth > 0 ? 8 : 4), using: &random) {
        case 4, 5: .all((0..<Int.random(in: 1...3, using: &random)).map { _ in expression(depth: depth - 1) })
        case 6: .any((0..<Int.random(in: 1...3, using: &random)).map { _ in expression(depth: depth - 1) })
        case 7: .not(expression(depth: depth - 1))
        default: .rule(rule())
        }
    }

    public static let cities = ["Berlin", "Hamburg", "O'Hara", "100%"]
    public static let tags = ["vip", "new_one"]

    mutating func rule() -> SearchRule {
        while true {
            let subject: SearchSubject =
                Int.random(in: 0..<12, using: &random) == 0
                ? .custom("industry")
                : .field(SearchField.allCases[Int.random(in: SearchField.allCases.indices, using: &random)])
            let comparison = SearchOperator.allCases[Int.random(in: SearchOperator.allCases.indices, using: &random)]
            guard comparison.fits(subject) else { continue }
            let count: Int =
                switch comparison {
                case .isSet, .isNotSet, .holds: 0
                case .isIn, .notIn: Int.random(in: 1...3, using: &random)
                default: 1
                }
            let texts = (0..<count).map { _ in text(for: subject, comparison) }
            if let rule = try? SearchRule(subject, comparison, texts: texts) { return rule }
        }
    }

    private mutating func pick(_ values: [String]) -> String { values[Int.random(in: values.indices, using: &random)] }

    private mutating func text(for subject: SearchSubject, _ comparison: SearchOperator) -> String {
        if comparison == .by { return pick(["1 day", "2 days", "1 business day", "1 week"]) }
        guard case .field(let field) = subject else { return pick(["Hotels", "Ports", "x"]) }
        switch field {
        case .status: return pick(["prospect", "active", "Inactive", "ACTIVE"])
        case .reason: return pick(["signed", "Trial"])
        case .branch: return pick(["north", "pole", "Far East"])
        case .owner: return pick(["ana", "ben"])
        case .parent, .number: return pick(["1", "2", "7", "99"])
        case .name, .department: return pick(["cust", "Customer 1", "nobody", "sales"])
        case .tag: return pick(Self.tags + ["other"])
        case .allows: return pick(["order", "fill"])
        case .optOut: return pick(["email", "sms", "letter"])
        case .email: return pick(["c1@example.org", "example", "c2@example.org"])
        default: break
        }
        switch field.kind {
        case .date, .instant:
            return pick([
                "today", "today + 2 days", "today - 1 business day", "2026-03-05", "1990-05-17", "today - 1 month",
            ])
        case .amount: return pick(["0", "99.50", "-3", "1500"])
        case .count: return pick(["0", "1", "2", "-1", "10"])
        default: return pick(Self.cities + ["hamb", "x"])
        }
    }
}
