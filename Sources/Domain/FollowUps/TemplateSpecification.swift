/// A text with merge fields (Mustache), for messages.
public struct TemplateSpecification: Hashable, Sendable {
    /// Why the office writes; do-not-market forbids marketing only.
    public enum Purpose: String, CaseIterable, Sendable {
        case service, marketing
    }

    public var code: String
    public var name: String
    public var purpose: Purpose
    public var subject: String
    public var text: String
    /// The mail's HTML part, fields escaped; nil: plain text only.
    public var html: String?

    public init(
        code: String, name: String, purpose: Purpose = .service, subject: String, text: String, html: String? = nil
    ) {
        self.code = code
        self.name = name
        self.purpose = purpose
        self.subject = subject
        self.text = text
        self.html = html
    }
}
