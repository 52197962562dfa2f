import Domain

/// A follow-up that has come due, with all that firing it needs to know, as it stands in the transaction that fires it.
public struct DueFollowUp: Sendable {
    public let id: Int64
    public let trigger: Trigger
    /// Of a trigger that makes a message.
    public let template: TemplateSpecification?
    public let customerNumber: String
    public let fields: MergeFields
    /// How the customer can be reached.
    public let contact: ContactFacts
    /// The active members of staff whom a message is for; empty where it is for the customer.
    public let staff: [User]
    public let fireAt: Timestamp
    public let calendar: BusinessCalendar
    public let now: Timestamp
}

/// What firing makes, or why it makes nothing.
public enum FiringDecision: Sendable {
    case task(TaskDraft, autoCancel: Bool)
    /// The call that a chain of ways to reach the customer came to, at that step of it.
    case call(TaskDraft, step: Int)
    /// One, or one for each member of a team.
    case messages([MessageDraft])
    case move(TriggerAction.MoveAction)
    case withhold(FollowUpState, FollowUpReason)
}

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

/// What became of one follow-up that had come due: for logs, subscribers and forecasts, so by number, never by name.
public struct FollowUpDecision: Hashable, Sendable {
    public let followUpID: Int64
    public let customerNumber: String
    public let trigger: String
    public let fireAt: Timestamp
    public let state: FollowUpState
    public let reason: FollowUpReason
    public let taskID: Int64?
    public let messageID: Int64?
    public let isLate: Bool
}

/// What one batch of firing did.
public struct FiringSummary: Hashable, Sendable {
    /// What became of the first rows, in order; no more than a log is told, so that a storm is not held in memory.
    public var decisions: [FollowUpDecision] = []
    /// How many of them are told.
    public var mostTold = Store.toldDecisions
    public var examined = 0
    public var tasks = 0
    public var messages = 0
    public var moves = 0
    public var withheld = 0
    public var failed = 0
    public var replanned = 0
    public var late = 0
    /// Messages and moves that nobody had asked for or released: what a storm is made of.
    public var unconfirmed = 0
    /// By the storm guard.
    public var held = 0

    public init() {}

    public static func += (sum: inout FiringSummary, batch: FiringSummary) {
        sum.decisions += batch.decisions.prefix(max(0, sum.mostTold - sum.decisions.count))
        sum.examined += batch.examined
        sum.tasks += batch.tasks
        sum.messages += batch.messages
        sum.moves += batch.moves
        sum.withheld += batch.withheld
        sum.failed += batch.failed
        sum.replanned += batch.replanned
        sum.late += batch.late
        sum.unconfirmed += batch.unconfirmed
        sum.held += batch.held
    }

    /// Nobody is told of the rows to come.
    var isTold: Bool { decisions.count >= mostTold }

    mutating func tell(_ decision: FollowUpDecision) {
        if !isTold { decisions.append(decision) }
    }
}
