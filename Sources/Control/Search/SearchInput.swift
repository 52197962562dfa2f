import ControlAPI
import Domain
import Store

/// A search as it comes over the wire: words, or a tree of rules.
package enum SearchInput {
    /// - Throws: `StoreError` `invalidExpression`, or `ControlFailure` where both forms are given.
    package static func expression(_ text: String?, _ rules: CustomersMethods.Rule?) throws -> SearchExpression {
        switch (text, rules) {
        case (_?, _?): throw ControlFailure.invalidValue("rules", "stands beside a search; give one of them")
        case (let text?, nil): return try read { () throws(SearchSyntaxError) in try SearchExpression(parsing: text) }
        case (nil, let rules?):
            return try read { () throws(SearchSyntaxError) in
                let expression = try Self.expression(rules, depth: 1)
                try expression.checkSize()
                return expression
            }
        case (nil, nil): return .everyone
        }
    }

    private static func read(_ body: () throws(SearchSyntaxError) -> SearchExpression) throws -> SearchExpression {
        do {
            return try body()
        } catch {
            throw StoreError(.invalidExpression(position: error.position, expected: error.expected), error.description)
        }
    }

    private static func expression(_ rule: CustomersMethods.Rule, depth: Int) throws(SearchSyntaxError)
        -> SearchExpression
    {
        func refusal(_ expected: String, _ found: String) -> SearchSyntaxError {
            SearchSyntaxError(position: 1, expected: expected, found: "`\(found.prefix(60))`")
        }
        guard depth <= SearchExpression.deepest else {
            throw refusal("a tree at most \(SearchExpression.deepest) deep", "a deeper one")
        }
        var parts: [SearchExpression] = []
        for part in rule.rules ?? [] { parts.append(try expression(part, depth: depth + 1)) }
        switch rule.operation {
        case "and": return .all(parts)
        case "or": return .any(parts)
        case "not":
            guard parts.count == 1 else { throw refusal("one rule for not", "\(parts.count)") }
            return .not(parts[0])
        default:
            guard let comparison = SearchOperator(rawValue: rule.operation) else {
                throw refusal(
                    "and, or, not, or one of \(SearchOperator.allCases.map(\.rawValue).joined(separator: ", "))",
                    rule.operation)
            }
            guard let name = rule.field, let subject = SearchSubject(wireName: name) else {
                throw refusal("a field such as status, owner or custom.NAME", rule.field ?? "none")
            }
            return .rule(try SearchRule(subject, comparison, texts: rule.values ?? []))
        }
    }
}

extension CustomersMethods.Rule {
    package init(_ expression: SearchExpression) {
        switch expression {
        case .all(let parts): self.init(operation: "and", rules: parts.map(Self.init))
        case .any(let parts): self.init(operation: "or", rules: parts.map(Self.init))
        case .not(let part): self.init(operation: "not", rules: [Self(part)])
        case .rule(let rule):
            self.init(
                operation: rule.comparison.rawValue, field: rule.subject.wireName,
                values: rule.values.isEmpty ? nil : rule.values.map(\.text))
        }
    }
}
