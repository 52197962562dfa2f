/// A rule of a status: when it fires, and what it makes.
public struct Trigger: Hashable, Sendable, Identifiable {
    public let id: Int64
    public let statusID: Int64
    public var specification: TriggerSpecification
    /// Order among triggers that fire at one instant.
    public var position: Int
    /// Grows with every edit; a follow-up planned by an older revision is planned anew instead of fired.
    public var revision: Int
    public var isEnabled: Bool
    /// No longer used; kept because the ledger names it.
    public var isRetired: Bool

    public init(
        id: Int64, statusID: Int64, specification: TriggerSpecification, position: Int, revision: Int, isEnabled: Bool,
        isRetired: Bool
    ) {
        self.id = id
        self.statusID = statusID
        self.specification = specification
        self.position = position
        self.revision = revision
        self.isEnabled = isEnabled
        self.isRetired = isRetired
    }

    public var code: String { specification.code }
    public var isInForce: Bool { isEnabled && !isRetired }
}

/// What a person says of a trigger when adding it.
public struct TriggerSpecification: Hashable, Sendable {
    public var code: String
    public var name: String
    public var timing: TriggerTiming
    public var action: TriggerAction
    /// Too late to be of use after this long past the planned instant; nil: never too late.
    public var skipAfter: TimeSpan?

    public init(code: String, name: String, timing: TriggerTiming, action: TriggerAction, skipAfter: TimeSpan? = nil) {
        self.code = code
        self.name = name
        self.timing = timing
        self.action = action
        self.skipAfter = skipAfter
    }
}

/// What a trigger makes when it fires.
public enum TriggerAction: Hashable, Sendable {
    case task(TaskAction)
    case email(EmailAction)

    public struct TaskAction: Hashable, Sendable {
        /// Mustache text, as templates are.
        public var subject: String
        public var text: String
        /// 1, the most urgent, to 10.
        public var priority: Int
        /// Cancel the task while it is open when the customer leaves the status.
        public var autoCancel: Bool

        public init(subject: String, text: String = "", priority: Int = 5, autoCancel: Bool = true) {
            self.subject = subject
            self.text = text
            self.priority = priority
            self.autoCancel = autoCancel
        }
    }

    public struct EmailAction: Hashable, Sendable {
        /// Code of the template.
        public var template: String
        public var recipient: Recipient
        /// Send it even if the customer has left the status while it was queued.
        public var keepWhenLeft: Bool

        public init(template: String, recipient: Recipient, keepWhenLeft: Bool = false) {
            self.template = template
            self.recipient = recipient
            self.keepWhenLeft = keepWhenLeft
        }
    }

    /// Makes something only the office sees; backfill treats messages to customers more carefully.
    public var isForStaff: Bool {
        switch self {
        case .task: true
        case .email(let email): email.recipient == .owner
        }
    }
}

/// For whom a message is.
public enum Recipient: String, CaseIterable, Sendable {
    case customer, owner
}

/// What happens to follow-ups that lie in the past when a period is entered with a past date, or a trigger is new (DESIGN 2.3).
public enum Backfill: String, CaseIterable, Sendable {
    /// Tasks and messages to staff fire, marked late; messages to customers are skipped. The default of an import.
    case staff
    /// Everything fires, marked late.
    case all
    /// What is past is skipped; what is to come is planned.
    case future
    /// Nothing is planned, past or to come.
    case none

    func withholds(_ action: TriggerAction, isPast: Bool) -> Bool {
        switch self {
        case .staff: isPast && !action.isForStaff
        case .all: false
        case .future: isPast
        case .none: true
        }
    }
}
