// The expression as text again, in one canonical form: reading it gives the same tree.

extension SearchExpression: CustomStringConvertible {
    public var description: String {
        switch self {
        case .all(let parts) where parts.isEmpty: ""
        case .any(let parts) where parts.isEmpty: "not (number is set)"
        // A group of one is its part.
        case .all(let parts) where parts.count == 1, .any(let parts) where parts.count == 1: parts[0].description
        case .all(let parts): parts.map { $0.text(inside: .conjunction) }.joined(separator: " and ")
        case .any(let parts): parts.map { $0.text(inside: .alternatives) }.joined(separator: " or ")
        case .not(let part): "not \(part.text(inside: .negation))"
        case .rule(let rule): rule.description
        }
    }

    private enum Surrounding { case alternatives, conjunction, negation }

    private func text(inside surrounding: Surrounding) -> String {
        switch (self, surrounding) {
        case (.rule, _), (.not, _): description
        case (.all(let parts), _) where parts.count == 1, (.any(let parts), _) where parts.count == 1:
            parts[0].text(inside: surrounding)
        case (.all(let parts), _) where parts.isEmpty: "(number is set)"
        case (.any(let parts), _) where parts.isEmpty: description
        default: "(\(description))"
        }
    }
}

extension SearchRule: CustomStringConvertible {
    public var description: String {
        let texts = values.map(\.written)
        return switch comparison {
        case .holds: subject.description
        case .isSet, .isNotSet: "\(subject) \(comparison.rawValue)"
        case .isIn, .notIn: "\(subject) \(comparison.rawValue) (\(texts.joined(separator: ", ")))"
        default: "\(subject) \(comparison.rawValue) \(texts.joined())"
        }
    }
}

extension SearchSubject: CustomStringConvertible {
    public var description: String {
        switch self {
        case .field(let field): field.rawValue
        case .custom(let name): "custom.\(SearchValue.quoted(name))"
        }
    }

    /// Reads what `description` writes, the quotes being optional: for the wire, where a subject stands alone.
    public init?(wireName: String) {
        if wireName.lowercased().hasPrefix("custom.") {
            var name = String(wireName.dropFirst("custom.".count))
            if name.count >= 2, name.hasPrefix("\""), name.hasSuffix("\"") {
                name = String(name.dropFirst().dropLast())
            }
            guard !name.isEmpty, FieldRule.name.objection(to: name) == nil else { return nil }
            self = .custom(name)
        } else {
            guard let field = SearchField(anyCase: wireName) else { return nil }
            self = .field(field)
        }
    }

    public var wireName: String {
        switch self {
        case .field(let field): field.rawValue
        case .custom(let name): "custom.\(name)"
        }
    }
}

extension SearchValue {
    fileprivate var written: String {
        if case .text(let text) = self { Self.quoted(text) } else { text }
    }

    fileprivate static func quoted(_ text: String) -> String {
        let escaped = text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined()
        return "\"\(escaped)\""
    }
}

extension SearchExpression {
    /// Refuses a tree that came by another way than the parser and is too large for it.
    /// - Throws: `SearchSyntaxError`
    public func checkSize() throws(SearchSyntaxError) {
        guard depth <= Self.deepest, rules.count <= Self.mostRules else {
            throw SearchSyntaxError(
                position: 1, expected: "at most \(Self.mostRules) rules, nested at most \(Self.deepest) deep",
                found: "a larger tree")
        }
    }
}
