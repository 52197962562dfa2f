/// What a trigger makes when it fires.
public enum TriggerAction: Hashable, Sendable {
    case task(TaskAction)
    case message(MessageAction)
    case move(MoveAction)

    public struct TaskAction: Hashable, Sendable {
        /// Mustache text, as templates are.
        public var subject: String
        public var text: String
        public var type: TaskType
        /// 1, the most urgent, to 10.
        public var priority: Int
        public var assignees: AssigneeRule
        /// How long after firing it is due; nil: on the firing day.
        public var dueIn: TimeSpan?
        /// Cancel the task while it is open when the customer leaves the status.
        public var autoCancel: Bool

        public init(
            subject: String, text: String = "", type: TaskType = .todo, priority: Int = 5,
            assignees: AssigneeRule = .owner, dueIn: TimeSpan? = nil, autoCancel: Bool = true
        ) {
            self.subject = subject
            self.text = text
            self.type = type
            self.priority = priority
            self.assignees = assignees
            self.dueIn = dueIn
            self.autoCancel = autoCancel
        }
    }

    public struct MessageAction: Hashable, Sendable {
        /// Code of the template.
        public var template: String
        /// How it travels: each step is taken where the one before cannot be. Never empty.
        public var channels: [ContactStep]
        public var recipient: Recipient
        /// Send it even if the customer has left the status while it was queued.
        public var keepWhenLeft: Bool
        /// Whose the call is, where the chain comes to one.
        public var assignees: AssigneeRule

        public init(
            template: String, channels: [ContactStep] = [.message(.email)], recipient: Recipient,
            keepWhenLeft: Bool = false, assignees: AssigneeRule = .owner
        ) {
            self.template = template
            self.channels = channels
            self.recipient = recipient
            self.keepWhenLeft = keepWhenLeft
            self.assignees = assignees
        }
    }

    public struct MoveAction: Hashable, Sendable {
        /// Code of the status.
        public var status: String
        /// Code of a reason of that status.
        public var reason: String?

        public init(status: String, reason: String? = nil) {
            self.status = status
            self.reason = reason
        }
    }

    /// Makes something only the office sees; backfill treats messages to customers and status moves more carefully.
    public var isForStaff: Bool {
        switch self {
        case .task: true
        case .message(let message): message.recipient != .customer
        case .move: false
        }
    }

    /// Whether it is for that member of staff, first or as a fallback.
    func names(_ staff: Staff) -> Bool {
        switch self {
        case .task(let task): task.assignees.candidates.contains(staff)
        case .message(let message):
            message.recipient == .staff(staff) || message.assignees.candidates.contains(staff)
        case .move: false
        }
    }

    /// The storm guard lets tasks pass and holds the rest.
    public var isTask: Bool { if case .task = self { true } else { false } }
}

/// One way to reach somebody, as a step of a chain.
public enum ContactStep: Hashable, Sendable {
    case message(Channel)
    /// A task to call.
    case call
}

extension ContactStep: LosslessStringConvertible {
    public init?(_ text: String) {
        if text == "call" {
            self = .call
        } else if let channel = Channel(rawValue: text) {
            self = .message(channel)
        } else {
            return nil
        }
    }

    public var description: String {
        switch self {
        case .call: "call"
        case .message(let channel): channel.rawValue
        }
    }
}
