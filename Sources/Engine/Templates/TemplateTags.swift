import Domain

/// Reads the tags of a template before the Mustache library does, and refuses what is not wanted: the library renders the unknown as
/// nothing or as a Swift description, and parses and renders nested sections by recursion, which a hostile text could drive to the end of
/// the stack.
struct TemplateTags {
    /// Far deeper than a letter needs.
    static let deepest = 20

    /// Far more than a letter needs; the library takes time by the square of their number.
    static let most = 300

    /// A stretch of a text that has neither sections nor comments.
    enum Piece {
        case text(String)
        case field(MergeField)
    }

    private var open: [String] = []
    private var count = 0
    /// nil: there are tags of other kinds.
    private var pieces: [Piece]? = []

    /// - Returns: the pieces of a text that names fields and no more; nil for one that it takes the library to render.
    /// - Throws: `TemplateError`.
    static func read(_ text: String) throws(TemplateError) -> [Piece]? {
        var tags = TemplateTags()
        var rest = text[...]
        while let start = rest.firstRange(of: "{{") {
            tags.pieces?.append(.text(String(rest[..<start.lowerBound])))
            rest = rest[start.upperBound...]
            let isTriple = rest.first == "{"
            guard let end = rest.firstRange(of: isTriple ? "}}}" : "}}") else {
                throw .syntax("a tag is not closed by }}")
            }
            try tags.read(rest[..<end.lowerBound].dropFirst(isTriple ? 1 : 0), isTriple: isTriple)
            rest = rest[end.upperBound...]
        }
        if let section = tags.open.last { throw .syntax("the section {{#\(section)}} is not closed") }
        tags.pieces?.append(.text(String(rest)))
        return tags.pieces
    }

    /// The text with escaped tags in the place of those that would put a field into a page as it is: a customer's name is not the author's.
    /// - Parameter text: one that ``read(_:)`` takes.
    static func escapingAll(in text: String) -> String {
        var escaped = ""
        var rest = text[...]
        while let start = rest.firstRange(of: "{{") {
            escaped += rest[..<start.lowerBound]
            rest = rest[start.upperBound...]
            let isTriple = rest.first == "{"
            guard let end = rest.firstRange(of: isTriple ? "}}}" : "}}") else { break }
            let tag = rest[..<end.lowerBound].dropFirst(isTriple ? 1 : 0).drop(while: \.isWhitespace)
            escaped += "{{\(tag.first == "&" ? tag.dropFirst() : tag)}}"
            rest = rest[end.upperBound...]
        }
        return escaped + rest
    }

    private mutating func read(_ content: Substring, isTriple: Bool) throws(TemplateError) {
        count += 1
        guard count <= Self.most else { throw .syntax("it has more than \(Self.most) tags") }
        let tag = content.drop(while: \.isWhitespace)
        guard let mark = tag.first else { throw .syntax("a tag is empty") }
        if mark == "!" {
            pieces = nil
            return
        }
        if "><$=%*".contains(mark) { throw .unsupportedTag("{{\(mark)") }
        let isMarked = !isTriple && "#^/&".contains(mark)
        let name = String((isMarked ? tag.dropFirst() : tag).filter { !$0.isWhitespace })
        switch isMarked ? mark : "&" {
        case "/":
            guard open.popLast() == name else { throw .syntax("{{/\(name)}} closes no section") }
        case "#", "^":
            guard MergeField.groups.contains(name) || isField(name) else { throw .unknownField(name) }
            guard open.count < Self.deepest else { throw .syntax("sections are nested deeper than \(Self.deepest)") }
            open.append(name)
            pieces = nil
        default:
            guard isField(name) else { throw .unknownField(name) }
            if let field = MergeField(rawValue: name) { pieces?.append(.field(field)) }
        }
    }

    /// A whole path, or the last part of one inside the section of its group.
    private func isField(_ name: String) -> Bool {
        MergeField(rawValue: name) != nil || open.contains { MergeField(rawValue: "\($0).\(name)") != nil }
    }
}
