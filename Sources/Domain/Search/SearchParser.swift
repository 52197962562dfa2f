extension SearchExpression {
    /// Reads the words of a person.
    ///
    ///     expression = term { "or" term }          term = factor { "and" factor }
    ///     factor     = "not" factor | "(" expression ")" | rule
    ///     rule       = flag | "overdue" "by" span | field comparison value | field ["not"] "in" "(" value {"," value} ")"
    ///                | field "is" ["not"] "set" | "branch" "within" value
    ///
    /// An empty text means every customer.
    /// - Throws: `SearchSyntaxError` at the first character that cannot stand there.
    public init(parsing text: String) throws(SearchSyntaxError) {
        guard text.unicodeScalars.count <= Self.longestText else {
            throw SearchSyntaxError(
                position: Self.longestText, expected: "at most \(Self.longestText) characters", found: "a longer text")
        }
        var parser = SearchParser(places: try SearchLexer.places(of: text))
        self = try parser.whole()
    }
}

/// Recursive descent over the tokens; depth and number of rules are bounded.
struct SearchParser {
    private let places: [SearchLexer.Place]
    private var index = 0
    private var depth = 0
    private var ruleCount = 0

    init(places: [SearchLexer.Place]) { self.places = places }

    private var place: SearchLexer.Place { places[index] }

    mutating func whole() throws(SearchSyntaxError) -> SearchExpression {
        if place.token == .end { return .everyone }
        let expression = try alternatives()
        guard place.token == .end else { throw refusal("and, or, or the end") }
        return expression
    }

    private mutating func alternatives() throws(SearchSyntaxError) -> SearchExpression {
        depth += 1
        defer { depth -= 1 }
        guard depth <= SearchExpression.deepest else {
            throw refusal("at most \(SearchExpression.deepest) nested brackets")
        }
        var parts = [try conjunction()]
        while takeWord("or") { parts.append(try conjunction()) }
        return parts.count == 1 ? parts[0] : .any(parts)
    }

    private mutating func conjunction() throws(SearchSyntaxError) -> SearchExpression {
        var parts = [try factor()]
        while takeWord("and") { parts.append(try factor()) }
        return parts.count == 1 ? parts[0] : .all(parts)
    }

    private mutating func factor() throws(SearchSyntaxError) -> SearchExpression {
        if takeWord("not") {
            depth += 1
            defer { depth -= 1 }
            guard depth <= SearchExpression.deepest else {
                throw refusal("at most \(SearchExpression.deepest) times `not`")
            }
            return .not(try factor())
        }
        if take(.sign("(")) {
            let inner = try alternatives()
            guard take(.sign(")")) else { throw refusal("and, or, or `)`") }
            return inner
        }
        ruleCount += 1
        guard ruleCount <= SearchExpression.mostRules else {
            throw refusal("at most \(SearchExpression.mostRules) rules")
        }
        return .rule(try rule())
    }

    private mutating func rule() throws(SearchSyntaxError) -> SearchRule {
        let start = place.position
        let subject = try subject()
        if subject.kind == .flag {
            if subject == .field(.overdue), takeWord("by") {
                return try SearchRule(subject, .by, texts: [spanText()], position: start)
            }
            return SearchRule(subject, .holds, position: start)
        }
        let (comparison, position) = try comparison(after: subject)
        let texts: [String] =
            switch comparison {
            case .isSet, .isNotSet: []
            case .isIn, .notIn: try list(for: subject)
            default: [try value(for: subject)]
            }
        var rule = try SearchRule(subject, comparison, texts: texts, position: position)
        rule.position = start
        return rule
    }

    private mutating func subject() throws(SearchSyntaxError) -> SearchSubject {
        guard case .word(let word) = place.token else {
            throw refusal("a field such as status, owner or city, or a flag such as overdue")
        }
        if word.lowercased() == "has", index + 1 < places.count, case .word(let noun) = places[index + 1].token,
            let field = SearchField(anyCase: "has \(noun)")
        {
            index += 2
            return .field(field)
        }
        if word.lowercased().hasPrefix("custom.") {
            let name = String(word.dropFirst("custom.".count))
            guard !name.isEmpty, FieldRule.name.objection(to: name) == nil else {
                throw refusal("the name of a custom field")
            }
            index += 1
            return .custom(name)
        }
        guard let field = SearchField(anyCase: word) else {
            let close = SearchField.allCases.map(\.rawValue).sorted().joined(separator: ", ")
            throw refusal("one of the fields \(close), or custom.NAME")
        }
        index += 1
        return .field(field)
    }

    private mutating func comparison(after subject: SearchSubject) throws(SearchSyntaxError) -> (SearchOperator, Int) {
        let position = place.position
        let fitting = SearchOperator.allCases.filter { $0.fits(subject) }.map(\.rawValue).joined(separator: ", ")
        let expected = "one of \(fitting) behind \(subject)"
        let comparison: SearchOperator
        if case .sign(let sign) = place.token, let found = SearchOperator(rawValue: sign) {
            index += 1
            comparison = found
        } else if takeWord("in") {
            comparison = .isIn
        } else if takeWord("within") {
            comparison = .within
        } else if takeWord("not") {
            guard takeWord("in") else { throw refusal("in, as in `not in (…)`") }
            comparison = .notIn
        } else if takeWord("is") {
            let isNegative = takeWord("not")
            guard takeWord("set") else { throw refusal("set, as in `is set` or `is not set`") }
            comparison = isNegative ? .isNotSet : .isSet
        } else {
            throw refusal(expected)
        }
        guard comparison.fits(subject) else {
            throw SearchSyntaxError(position: position, expected: expected, found: "`\(comparison.rawValue)`")
        }
        return (comparison, position)
    }

    private mutating func list(for subject: SearchSubject) throws(SearchSyntaxError) -> [String] {
        guard take(.sign("(")) else { throw refusal("`(`") }
        var texts = [try value(for: subject)]
        while take(.sign(",")) { texts.append(try value(for: subject)) }
        guard take(.sign(")")) else { throw refusal("`,` or `)`") }
        return texts
    }

    private mutating func value(for subject: SearchSubject) throws(SearchSyntaxError) -> String {
        let position = place.position
        var text: String
        switch place.token {
        case .word(let word): text = word
        case .quoted(let quoted): text = quoted
        default: throw refusal(SearchValue.example(for: subject, .equal))
        }
        index += 1
        if subject.kind == .date || subject.kind == .instant, case .sign(let sign) = place.token,
            sign == "+" || sign == "-"
        {
            index += 1
            text += " \(sign) \(try spanText())"
        }
        guard SearchValue(text, for: subject, .equal) != nil else {
            throw SearchSyntaxError(
                position: position, expected: SearchValue.example(for: subject, .equal), found: "`\(text.prefix(60))`")
        }
        return text
    }

    /// `3 days`, `2 business days`.
    private mutating func spanText() throws(SearchSyntaxError) -> String {
        let expected = SearchValue.example(for: .field(.overdue), .by)
        var words: [String] = []
        for _ in 0..<3 {
            guard case .word(let word) = place.token else { throw refusal(expected) }
            words.append(word)
            index += 1
            if words.count == 2, word.lowercased() != "business" { break }
        }
        let text = words.joined(separator: " ")
        guard let span = TimeSpan(text), span.exactMilliseconds == nil else {
            index -= words.count
            throw refusal(expected)
        }
        return text
    }

    private mutating func takeWord(_ word: String) -> Bool {
        guard case .word(let found) = place.token, found.lowercased() == word else { return false }
        index += 1
        return true
    }

    private mutating func take(_ token: SearchLexer.Token) -> Bool {
        guard place.token == token else { return false }
        index += 1
        return true
    }

    private func refusal(_ expected: String) -> SearchSyntaxError {
        SearchSyntaxError(position: place.position, expected: expected, found: place.token.description)
    }
}
