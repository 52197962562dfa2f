import Domain
import Mustache
import Synchronization

/// Why a text with merge fields is refused, in one sentence.
public enum TemplateError: Error, Hashable, Sendable, CustomStringConvertible {
    case unknownField(String)
    case unsupportedTag(String)
    case syntax(String)

    public var description: String {
        switch self {
        case .unknownField(let path):
            "There is no merge field \(path); use one of \(MergeFields.paths.joined(separator: ", "))."
        case .unsupportedTag(let tag): "The tag \(tag) is not supported; use merge fields and sections only."
        case .syntax(let reason): "The template cannot be read: \(reason)."
        }
    }
}

/// Renders Mustache texts as plain text. Compiled templates are kept, since a trigger fires its text thousands of times.
public final class TemplateRenderer: Sendable {
    /// Far more texts than an office has; the cache starts anew beyond it.
    private static let cacheLimit = 1_000

    private let compiled = Mutex<[String: MustacheTemplate]>([:])

    public init() {}

    /// - Throws: `TemplateError`, also for a field that only this combination of values reaches.
    public func render(_ text: String, _ fields: MergeFields) throws -> String {
        guard text.contains("{{") else { return text }
        let context = MergeContext(fields.values)
        let rendered = try template(text).render(context.root)
        if let unknown = context.firstUnknown { throw TemplateError.unknownField(unknown) }
        return rendered
    }

    /// Refuses what could not be rendered for some customer: renders against contexts that record what is asked for, with the fields it
    /// uses present and absent in turn, so that sections of both kinds are entered.
    public func validate(_ text: String) throws {
        guard text.contains("{{") else { return }
        let template = try template(text)
        var used: Set<String> = []
        func probe(_ present: Set<String>) throws {
            let context = MergeContext(Dictionary(uniqueKeysWithValues: present.map { ($0, "x") }))
            _ = template.render(context.root)
            used.formUnion(context.used)
            if let unknown = context.firstUnknown { throw TemplateError.unknownField(unknown) }
        }
        let all = Set(MergeFields.paths)
        try probe(all)
        try probe([])
        for first in used.sorted() {
            try probe([first])
            try probe(all.subtracting([first]))
            for second in used.sorted() where second > first {
                try probe([first, second])
                try probe(all.subtracting([first, second]))
            }
        }
    }

    private func template(_ text: String) throws -> MustacheTemplate {
        if let known = compiled.withLock({ $0[text] }) { return known }
        try Self.refuseUnsupportedTags(text)
        let template: MustacheTemplate
        do {
            // The pragma keeps `&` and `<` in a name as they are: this is plain text, not HTML.
            template = try MustacheTemplate(string: "{{% CONTENT_TYPE:TEXT}}\n" + text)
        } catch {
            throw TemplateError.syntax(String(describing: error))
        }
        compiled.withLock { cache in
            if cache.count >= Self.cacheLimit { cache.removeAll() }
            cache[text] = template
        }
        return template
    }

    /// Partials and inheritance name other templates, and pragmas and new delimiters change how the text is read: none has a use here.
    private static func refuseUnsupportedTags(_ text: String) throws {
        for part in text.split(separator: "{{", omittingEmptySubsequences: false).dropFirst() {
            guard let mark = part.first(where: { !$0.isWhitespace }), "><$=%*".contains(mark) else { continue }
            throw TemplateError.unsupportedTag("{{\(mark)")
        }
    }
}
