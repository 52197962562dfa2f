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
            "There is no merge field \(path); use one of \(MergeField.allCases.map(\.path).joined(separator: ", "))."
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
    private static let longestLine = 500

    private struct Key: Hashable {
        let text: String
        let isHTML: Bool
    }

    private enum Compiled {
        /// Letters of which a storm sends thousands mostly name fields and no more.
        case pieces([TemplateTags.Piece])
        case mustache(MustacheTemplate)
    }

    private let compiled = Mutex<[Key: Compiled]>([:])

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
        let rendered = try render(text, fields)
        // Line ends are control characters, or begin with one of these two bytes.
        let mayHoldLineEnd = rendered.utf8.contains { $0 < 0x20 || $0 == 0xC2 || $0 == 0xE2 }
        guard mayHoldLineEnd || rendered.utf8.count > Self.longestLine else { return rendered }
        return String(rendered.map { $0.isNewline || $0 == "\t" ? " " : $0 }.prefix(Self.longestLine))
    }

    /// Refuses what could not be rendered for some customer.
    public func validate(_ text: String) throws { try validate(text, isHTML: false) }

    public func validate(_ template: TemplateSpecification) throws {
        for text in [template.subject, template.text] { try validate(text) }
        if let html = template.html { try validate(html, isHTML: true) }
    }

    private func validate(_ text: String, isHTML: Bool) throws {
        guard text.contains("{{") else { return }
        _ = try template(Key(text: text, isHTML: isHTML))
    }

    private func render(_ text: String, isHTML: Bool, _ fields: MergeFields) throws -> String {
        guard text.contains("{{") else { return text }
        switch try template(Key(text: text, isHTML: isHTML)) {
        case .mustache(let template): return template.render(MergeContext(fields))
        case .pieces(let pieces):
            return pieces.reduce(into: "") { rendered, piece in
                switch piece {
                case .text(let text): rendered += text
                case .field(let field): if let value = fields[field] { rendered += value }
                }
            }
        }
    }

    private func template(_ key: Key) throws -> Compiled {
        if let known = compiled.withLock({ $0[key] }) { return known }
        let template = try compile(key)
        compiled.withLock { cache in
            if cache.count >= Self.cacheLimit { cache.removeAll() }
            cache[key] = template
        }
        return template
    }

    private func compile(_ key: Key) throws -> Compiled {
        // The library escapes what stands in HTML.
        if let pieces = try TemplateTags.read(key.text), !key.isHTML { return .pieces(pieces) }
        do {
            // The pragma decides whether `&` and `<` in a name stay as they are.
            let type = key.isHTML ? "HTML" : "TEXT"
            let text = key.isHTML ? TemplateTags.escapingAll(in: key.text) : key.text
            return .mustache(try MustacheTemplate(string: "{{% CONTENT_TYPE:\(type)}}\n" + text))
        } catch {
            throw TemplateError.syntax(String(describing: error))
        }
    }
}
