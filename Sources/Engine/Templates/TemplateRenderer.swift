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

/// What a template says, rendered.
public struct RenderedTemplate: Hashable, Sendable {
    public let subject: String
    public let text: String
    public let html: String?
}

/// Renders Mustache texts, as plain text or as HTML, in which the fields are escaped. Compiled templates are kept, since a trigger fires its text thousands of times.
public final class TemplateRenderer: Sendable {
    /// Far more texts than an office has; the cache starts anew beyond it.
    private static let cacheLimit = 1_000
    private static let deepestSection = 20

    private struct Key: Hashable {
        let text: String
        let isHTML: Bool
    }

    private let compiled = Mutex<[Key: MustacheTemplate]>([:])

    public init() {}

    /// - Throws: `TemplateError`; never for a text that `validate` takes.
    public func render(_ text: String, _ fields: MergeFields) throws -> String {
        try render(text, isHTML: false, fields)
    }

    public func render(_ template: TemplateSpecification, _ fields: MergeFields) throws -> RenderedTemplate {
        RenderedTemplate(
            subject: try line(template.subject, fields), text: try render(template.text, fields),
            html: try template.html.map { try render($0, isHTML: true, fields) })
    }

    /// A subject is one line, whatever the fields in it hold.
    public func line(_ text: String, _ fields: MergeFields) throws -> String {
        String(try render(text, fields).map { $0.isNewline || $0 == "\t" ? " " : $0 }.prefix(500))
    }

    /// Refuses what could not be rendered for some customer.
    public func validate(_ text: String) throws {
        guard text.contains("{{") else { return }
        _ = try template(Key(text: text, isHTML: false))
    }

    public func validate(_ template: TemplateSpecification) throws {
        for text in [template.subject, template.text, template.html ?? ""] { try validate(text) }
    }

    private func render(_ text: String, isHTML: Bool, _ fields: MergeFields) throws -> String {
        guard text.contains("{{") else { return text }
        return try template(Key(text: text, isHTML: isHTML)).render(MergeContext(fields.values))
    }

    private func template(_ key: Key) throws -> MustacheTemplate {
        if let known = compiled.withLock({ $0[key] }) { return known }
        try TemplateTags.check(key.text)
        let template: MustacheTemplate
        do {
            // The pragma decides whether `&` and `<` in a name stay as they are.
            let type = key.isHTML ? "HTML" : "TEXT"
            template = try MustacheTemplate(string: "{{% CONTENT_TYPE:\(type)}}\n" + key.text)
        } catch {
            throw TemplateError.syntax(String(describing: error))
        }
        compiled.withLock { cache in
            if cache.count >= Self.cacheLimit { cache.removeAll() }
            cache[key] = template
        }
        return template
    }
}
