import Domain

/// For whom a message is, as the outbox keeps it.
public enum MessageRecipient: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Sendable { case customer, owner, user }

    case customer
    /// Whoever owns the customer when it is sent.
    case owner
    /// Row and code of the user.
    case user(Int64, code: String)

    public var kind: Kind {
        switch self {
        case .customer: .customer
        case .owner: .owner
        case .user: .user
        }
    }

    var userID: Int64? { if case .user(let id, _) = self { id } else { nil } }
    var member: String? { if case .user(_, let code) = self { code } else { nil } }
}

/// A message to be queued; its address is looked up when it is sent.
public struct MessageDraft: Hashable, Sendable {
    public var channel: Channel
    public var recipient: MessageRecipient
    public var purpose: TemplateSpecification.Purpose
    public var subject: String
    public var text: String
    public var html: String?
    public var keepWhenLeft: Bool
    /// Its place in the chain of ways, and the ways that are left if it cannot be gone.
    public var step: Int
    public var fallback: [ContactStep]

    public init(
        channel: Channel, recipient: MessageRecipient, purpose: TemplateSpecification.Purpose = .service,
        subject: String, text: String, html: String? = nil, keepWhenLeft: Bool, step: Int = 0,
        fallback: [ContactStep] = []
    ) {
        self.channel = channel
        self.recipient = recipient
        self.purpose = purpose
        self.subject = subject
        self.text = text
        self.html = html
        self.keepWhenLeft = keepWhenLeft
        self.step = step
        self.fallback = fallback
    }
}
