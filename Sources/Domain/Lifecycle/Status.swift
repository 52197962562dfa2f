/// One step of the customer lifecycle.
public struct Status: Hashable, Sendable, Identifiable {
    public let id: Int64
    public var specification: StatusSpecification
    public var position: Int
    /// No longer offered, kept because records used it.
    public var isRetired: Bool
    /// Gone from every list; the row stays, since history names it.
    public var isDeleted: Bool
    /// In their order, retired ones too.
    public var reasons: [StatusReason]

    public init(
        id: Int64, specification: StatusSpecification, position: Int, isRetired: Bool, isDeleted: Bool = false,
        reasons: [StatusReason] = []
    ) {
        self.id = id
        self.specification = specification
        self.position = position
        self.isRetired = isRetired
        self.isDeleted = isDeleted
        self.reasons = reasons
    }

    public var code: String { specification.code }
    public var name: String { specification.name }
}

/// What a person says of a status when adding it.
public struct StatusSpecification: Hashable, Sendable {
    /// Immutable handle.
    public var code: String
    public var name: String
    public var text: String
    /// How long a customer may stay without being overdue; nil: for ever.
    public var duration: TimeSpan?
    /// The green light of its customers.
    public var isActive: Bool
    /// The work it lets happen: `order`, `fill`, `assign`, and names of one's own.
    public var allows: Set<String>
    public var isLoyalty: Bool
    /// The status of a new customer for whom none is named.
    public var isInitial: Bool
    /// Codes of the statuses that may follow; empty: any.
    public var successors: Set<String>
    /// What has to be true of a customer who is to enter; nil: nothing.
    public var entryRule: SearchExpression?
    public var isReasonRequired: Bool
    /// Whether entering asks for a message to the customer, and for a task.
    public var messageOnEntry: Expectation
    public var taskOnEntry: Expectation

    public init(
        code: String, name: String, text: String = "", duration: TimeSpan? = nil, isActive: Bool = false,
        allows: Set<String> = [], isLoyalty: Bool = false, isInitial: Bool = false, successors: Set<String> = [],
        entryRule: SearchExpression? = nil, isReasonRequired: Bool = false, messageOnEntry: Expectation = .none,
        taskOnEntry: Expectation = .none
    ) {
        self.code = code
        self.name = name
        self.text = text
        self.duration = duration
        self.isActive = isActive
        self.allows = allows
        self.isLoyalty = isLoyalty
        self.isInitial = isInitial
        self.successors = successors
        self.entryRule = entryRule
        self.isReasonRequired = isReasonRequired
        self.messageOnEntry = messageOnEntry
        self.taskOnEntry = taskOnEntry
    }
}

/// What a status change should bring with it.
public enum Expectation: String, CaseIterable, Sendable {
    case none, recommended, required
}
