extension SearchRule {
    /// A rule of its parts as texts, from a parsed expression or from the wire.
    /// - Throws: `SearchSyntaxError` where operator or values do not fit the field.
    public init(
        _ subject: SearchSubject, _ comparison: SearchOperator, texts: [String], position: Int? = nil
    ) throws(SearchSyntaxError) {
        func refusal(_ expected: String, _ found: String) -> SearchSyntaxError {
            SearchSyntaxError(position: position ?? 1, expected: expected, found: found)
        }
        guard comparison.fits(subject) else {
            let fitting = SearchOperator.allCases.filter { $0.fits(subject) && $0 != .holds }.map(\.rawValue)
            let expected =
                subject.kind == .flag ? "nothing behind \(subject)" : "one of \(fitting.joined(separator: ", "))"
            throw refusal(expected, "`\(comparison.rawValue)`")
        }
        let count: ClosedRange<Int> =
            switch comparison {
            case .isSet, .isNotSet, .holds: 0...0
            case .isIn, .notIn: 1...1_000
            default: 1...1
            }
        guard count.contains(texts.count) else {
            throw refusal(
                count == 0...0 ? "no value" : count == 1...1 ? "one value" : "1 to 1000 values", "\(texts.count)")
        }
        var values: [SearchValue] = []
        for text in texts {
            guard let value = SearchValue(text, for: subject, comparison) else {
                throw refusal(SearchValue.example(for: subject, comparison), "`\(text.prefix(60))`")
            }
            values.append(value)
        }
        self.init(subject, comparison, values, position: position)
    }
}

extension SearchValue {
    /// nil if the text is not a value of this field.
    init?(_ text: String, for subject: SearchSubject, _ comparison: SearchOperator) {
        if comparison == .by {
            guard let span = TimeSpan(text), span.exactMilliseconds == nil else { return nil }
            self = .span(span)
            return
        }
        switch subject.kind {
        case .text, .handle, .several, .flag:
            guard FieldRule.shortText.objection(to: text) == nil else { return nil }
            // Words are what names are searched by; a text without any would find nothing, or everything.
            if comparison == .contains, SearchWords.of(text).isEmpty { return nil }
            self = .text(text)
        case .date, .instant:
            guard let date = SearchDate(text) else { return nil }
            self = .date(date)
        case .amount:
            guard let amount = Amount(text) else { return nil }
            self = .amount(amount)
        case .count:
            guard let count = Int(text), (-1_000_000...1_000_000).contains(count) else { return nil }
            self = .count(count)
        }
    }

    static func example(for subject: SearchSubject, _ comparison: SearchOperator) -> String {
        if comparison == .by { return "a number of days such as `3 days` or `2 business days`" }
        return switch subject.kind {
        case .text, .handle, .several, .flag: "a value such as \"Berlin\", with a letter or digit in it"
        case .date, .instant: "a day such as 2026-12-31, today, or `today + 3 business days`"
        case .amount: "a sum such as 1500 or 99.50"
        case .count: "a whole number"
        }
    }

    /// As it stands in an expression, without quotes, and on the wire.
    public var text: String {
        switch self {
        case .text(let text): text
        case .date(let date): date.description
        case .amount(let amount): amount.description
        case .count(let count): String(count)
        case .span(let span): span.description
        }
    }
}

extension SearchDate: LosslessStringConvertible {
    public init?(_ text: String) {
        let words = text.split(separator: " ", omittingEmptySubsequences: true)
        guard let first = words.first else { return nil }
        let anchor: Anchor
        if first.lowercased() == "today" {
            anchor = .today
        } else if let date = CivilDate(String(first)) {
            anchor = .on(date)
        } else {
            return nil
        }
        guard words.count > 1 else {
            self.init(anchor)
            return
        }
        guard words[1] == "+" || words[1] == "-", let span = TimeSpan(words.dropFirst(2).joined(separator: " ")),
            span.exactMilliseconds == nil
        else { return nil }
        self.init(anchor, offset: span, direction: words[1] == "-" ? -1 : 1)
    }
}

/// The words of a text, as the full-text index cuts them: runs of letters, digits and marks.
public enum SearchWords {
    public static func of(_ text: String) -> [String] {
        text.unicodeScalars.split { !isPart($0) }.map { String(String.UnicodeScalarView($0)) }
    }

    private static func isPart(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber,
            .letterNumber,
            .otherNumber, .nonspacingMark, .spacingMark, .privateUse:
            true
        default: false
        }
    }
}
