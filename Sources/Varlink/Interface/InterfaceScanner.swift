/// A cursor over the text of an interface: knows line and column, passes over white space, gathers comments.
struct InterfaceScanner {
    struct Position {
        var line = 1
        var column = 1
    }

    private let scalars: [Unicode.Scalar]
    private var index = 0
    private(set) var position = Position()
    private var comments: [String] = []

    init(_ text: String) {
        scalars = Array(text.unicodeScalars)
    }

    var isAtEnd: Bool { index == scalars.count }

    var current: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

    mutating func advance() {
        guard let current else { return }
        index += 1
        if current == "\n" {
            position.line += 1
            position.column = 1
        } else {
            position.column += 1
        }
    }

    /// Passes over white space and comments; says whether a line ended there.
    ///
    /// A comment documents what follows it, unless an empty line lies between or it stands behind something.
    @discardableResult
    mutating func skipTrivia() -> Bool {
        var lineEnds = index == 0 ? 1 : 0
        var isLineEmpty = index == 0
        comments = []
        while let scalar = current {
            switch scalar {
            case "\n":
                if isLineEmpty { comments = [] }
                lineEnds += 1
                isLineEmpty = true
                advance()
            case " ", "\t", "\r":
                advance()
            case "#":
                let comment = readComment()
                if lineEnds > 0 { comments.append(comment) }
                isLineEmpty = false
            default:
                return lineEnds > 0
            }
        }
        return lineEnds > 0
    }

    /// The comment that the last `skipTrivia` found; afterwards it is gone.
    mutating func takeDocumentation() -> String? {
        defer { comments = [] }
        return comments.isEmpty ? nil : comments.joined(separator: "\n")
    }

    /// The characters from here on that belong together; possibly none.
    mutating func readWord(_ belongs: (Unicode.Scalar) -> Bool) -> String {
        var word = String.UnicodeScalarView()
        while let scalar = current, belongs(scalar) {
            word.append(scalar)
            advance()
        }
        return String(word)
    }

    mutating func consumeIf(_ scalar: Unicode.Scalar) -> Bool {
        guard current == scalar else { return false }
        advance()
        return true
    }

    func failure(_ message: String, at position: Position? = nil) -> InterfaceSyntaxError {
        let position = position ?? self.position
        return InterfaceSyntaxError(line: position.line, column: position.column, message: message)
    }

    private mutating func readComment() -> String {
        advance()
        var text = String.UnicodeScalarView()
        while let scalar = current, scalar != "\n" {
            text.append(scalar)
            advance()
        }
        if text.first == " " { text.removeFirst() }
        if text.last == "\r" { text.removeLast() }
        return String(text)
    }
}
