/// Cuts the text of an expression into words, quoted texts and signs.
struct SearchLexer {
    enum Token: Hashable {
        case word(String)
        case quoted(String)
        case sign(String)
        case end
    }

    struct Place: Hashable {
        let token: Token
        /// In characters from 1.
        let position: Int
    }

    private let characters: [Character]
    private var index = 0
    /// A minus behind a day counts back from it, also without a blank.
    private var isBehindDay = false

    init(_ text: String) { characters = Array(text) }

    static func places(of text: String) throws(SearchSyntaxError) -> [Place] {
        var lexer = SearchLexer(text)
        var places: [Place] = []
        repeat {
            let place = try lexer.next()
            if case .word(let word) = place.token {
                lexer.isBehindDay = SearchDate(word) != nil
            } else {
                lexer.isBehindDay = false
            }
            places.append(place)
        } while places.last?.token != .end
        return places
    }

    private mutating func next() throws(SearchSyntaxError) -> Place {
        while index < characters.count, characters[index].isWhitespace { index += 1 }
        let position = index + 1
        guard index < characters.count else { return Place(token: .end, position: position) }
        let character = characters[index]
        if character == "\"" || character == "'" {
            return Place(token: .quoted(try quoted(character)), position: position)
        }
        for sign in ["!=", "<=", ">=", "<>", "=", "<", ">", "~", "(", ")", ","] where starts(with: sign) {
            index += sign.count
            return Place(token: .sign(sign == "<>" ? "!=" : sign), position: position)
        }
        let isBeforeNumber = index + 1 < characters.count && characters[index + 1].isNumber
        if character == "+" || (character == "-" && (isBehindDay || !isBeforeNumber)) {
            index += 1
            return Place(token: .sign(String(character)), position: position)
        }
        return Place(token: try word(), position: position)
    }

    private func starts(with sign: String) -> Bool { characters[index...].starts(with: sign) }

    private mutating func quoted(_ mark: Character) throws(SearchSyntaxError) -> String {
        let start = index
        index += 1
        var text = ""
        while index < characters.count, characters[index] != mark {
            if characters[index] == "\\", index + 1 < characters.count { index += 1 }
            text.append(characters[index])
            index += 1
        }
        guard index < characters.count else {
            throw SearchSyntaxError(position: start + 1, expected: "a closing \(mark)", found: "the end")
        }
        index += 1
        return text
    }

    private mutating func word() throws(SearchSyntaxError) -> Token {
        let start = index
        while index < characters.count, isPartOfWord(characters[index]) {
            // `today-3 days` is today, less three days.
            if characters[index] == "-", String(characters[start..<index]).lowercased() == "today" { break }
            index += 1
        }
        guard index > start else {
            throw SearchSyntaxError(
                position: start + 1, expected: "a field, a value, and, or, not or a bracket",
                found: "`\(characters[start])`")
        }
        let text = String(characters[start..<index])
        // custom."Lead quality"
        if text.lowercased() == "custom.", index < characters.count, "\"'".contains(characters[index]) {
            return .word(text + (try quoted(characters[index])))
        }
        return .word(text)
    }

    private func isPartOfWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "_-.@:/&#*%".contains(character)
    }
}

extension SearchLexer.Token: CustomStringConvertible {
    var description: String {
        switch self {
        case .word(let text), .sign(let text): "`\(text.prefix(60))`"
        case .quoted(let text): "\"\(text.prefix(60))\""
        case .end: "the end"
        }
    }
}
