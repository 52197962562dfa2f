/// A text with merge fields (Mustache), for messages.
public struct TemplateSpecification: Hashable, Sendable {
    public var code: String
    public var name: String
    public var subject: String
    public var text: String

    public init(code: String, name: String, subject: String, text: String) {
        self.code = code
        self.name = name
        self.subject = subject
        self.text = text
    }
}
