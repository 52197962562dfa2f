import Domain
import Yams

/// The mistakes found while a document is read.
final class DocumentProblems {
    struct Problem: CustomStringConvertible {
        let mark: Mark?
        let text: String

        var description: String { mark.map { "line \($0.line), column \($0.column): \(text)" } ?? text }
    }

    private(set) var all: [Problem] = []

    /// From the top of the document to its end.
    var inOrder: [Problem] {
        all.sorted { ($0.mark?.line ?? 0, $0.mark?.column ?? 0) < ($1.mark?.line ?? 0, $1.mark?.column ?? 0) }
    }

    func add(_ text: String, at mark: Mark?) { all.append(Problem(mark: mark, text: text)) }
}

/// A place in a document, which knows how to complain.
struct DocumentNode {
    private let node: Node
    private let path: String
    private let problems: DocumentProblems

    init(_ node: Node, path: String, problems: DocumentProblems) {
        self.node = node
        self.path = path
        self.problems = problems
    }

    /// Complains that this place is not as it should be: "PATH must be one that …".
    func refuse(_ requirement: String) {
        problems.add("\(path.isEmpty ? "the document" : path) must be one that \(requirement)", at: node.mark)
    }

    /// The characters of a plain or quoted value, whatever type YAML would guess for it; nil for `null`, lists and mappings.
    var text: String? {
        guard case .scalar(let scalar) = node, node.tag != Tag(.null) else { return nil }
        return scalar.string
    }

    /// The members of a mapping; complains of keys that are not known.
    func fields(_ known: [String]) -> DocumentFields {
        guard case .mapping(let mapping) = node else {
            refuse("has keys: \(known.joined(separator: ", "))")
            return DocumentFields(owner: self, members: [:])
        }
        var members: [String: DocumentNode] = [:]
        for (key, value) in mapping {
            let name = key.scalar?.string ?? ""
            guard known.contains(name) else {
                problems.add(
                    "\(path.isEmpty ? "" : "\(path): ")there is no key `\(name.prefix(40))`; known are \(known.joined(separator: ", "))",
                    at: key.mark)
                continue
            }
            members[name] = DocumentNode(value, path: path.isEmpty ? name : "\(path).\(name)", problems: problems)
        }
        return DocumentFields(owner: self, members: members)
    }

    /// The elements of a list; complains if it is none.
    var elements: [DocumentNode] {
        guard case .sequence(let sequence) = node else {
            refuse("is a list")
            return []
        }
        return sequence.enumerated().map {
            DocumentNode($0.element, path: "\(path)[\($0.offset + 1)]", problems: problems)
        }
    }

    /// The elements of a list, and nothing of what is none: for a second look at what has been read.
    var children: [DocumentNode] {
        if case .sequence = node { elements } else { [] }
    }

    /// The member of a mapping, likewise.
    func child(_ name: String) -> DocumentNode? {
        guard case .mapping(let mapping) = node,
            let value = mapping.first(where: { $0.key.scalar?.string == name })?.value
        else { return nil }
        return DocumentNode(value, path: path.isEmpty ? name : "\(path).\(name)", problems: problems)
    }

    /// The pairs of a mapping whose keys are not known beforehand.
    var pairs: [(key: String, value: DocumentNode)] {
        guard case .mapping(let mapping) = node else {
            refuse("has keys")
            return []
        }
        return mapping.map { key, value in
            let name = key.scalar?.string ?? ""
            return (name, DocumentNode(value, path: "\(path).\(name)", problems: problems))
        }
    }

    func missing(_ field: String) {
        problems.add("\(path.isEmpty ? "the document" : path) has no \(field)", at: node.mark)
    }
}

/// The members of a mapping, read by type; each reader complains and goes on.
struct DocumentFields {
    let owner: DocumentNode
    let members: [String: DocumentNode]

    subscript(name: String) -> DocumentNode? { members[name] }

    func list<Element>(_ name: String, _ make: (DocumentNode) -> Element?) -> [Element] {
        guard let node = members[name] else { return [] }
        return node.elements.compactMap(make)
    }

    /// nil where the document does not speak of it.
    func section<Element>(_ name: String, _ make: (DocumentNode) -> Element?) -> [Element]? {
        members[name] == nil ? nil : list(name, make)
    }

    /// Words of a list; complains of elements that are none.
    func words(_ name: String, such example: String) -> [String] {
        list(name) { element in
            if element.text == nil { element.refuse("is a word such as \(example)") }
            return element.text
        }
    }

    func required(_ name: String) -> String? {
        guard let node = members[name] else {
            owner.missing(name)
            return nil
        }
        if node.text == nil { node.refuse("is a text") }
        return node.text
    }

    func text(_ name: String) -> String? {
        guard let node = members[name] else { return nil }
        if node.text == nil { node.refuse("is a text") }
        return node.text
    }

    func flag(_ name: String) -> Bool? {
        guard let node = members[name] else { return nil }
        switch node.text {
        case "true": return true
        case "false": return false
        default:
            node.refuse("is true or false")
            return nil
        }
    }

    func integer(_ name: String) -> Int? {
        guard let node = members[name] else { return nil }
        guard let value = node.text.flatMap({ Int($0) }) else {
            node.refuse("is a whole number")
            return nil
        }
        return value
    }

    func word<Word: RawRepresentable & CaseIterable>(_ name: String, _ type: Word.Type) -> Word?
    where Word.RawValue == String {
        guard let node = members[name] else { return nil }
        guard let word = node.text.flatMap(Word.init(rawValue:)) else {
            node.refuse("is one of \(Word.allCases.map(\.rawValue).joined(separator: ", "))")
            return nil
        }
        return word
    }

    func value<Value: LosslessStringConvertible>(_ name: String, _ type: Value.Type, like example: String) -> Value? {
        guard let node = members[name] else { return nil }
        guard let value = node.text.flatMap(Value.init) else {
            node.refuse("is written like \(example)")
            return nil
        }
        return value
    }
}
