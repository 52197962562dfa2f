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
    private static let deepestSection = 20

    private let compiled = Mutex<[String: MustacheTemplate]>([:])

    public init() {}

    /// - Throws: `TemplateError`; never for a text that `validate` takes.
    public func render(_ text: String, _ fields: MergeFields) throws -> String {
        guard text.contains("{{") else { return text }
        return try template(text).render(MergeContext(fields.values))
    }

    /// Refuses what could not be rendered for some customer.
    public func validate(_ text: String) throws {
        guard text.contains("{{") else { return }
        _ = try template(text)
    }

    private func template(_ text: String) throws -> MustacheTemplate {
        if let known = compiled.withLock({ $0[text] }) { return known }
        try TemplateTags.check(text)
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
}
