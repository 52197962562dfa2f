import Domain

/// A status change as asked for.
public struct StatusChange: Sendable {
    /// Code or name of the target status.
    public var status: String
    /// Code or name of a reason of that status.
    public var reason: String?
    public var note: String
    /// Replaces the due date that the status' duration gives.
    public var dueOn: CivilDate?
    /// When it happened, if it was before; never before the customer entered its present status.
    public var entered: CustomerDraft.EntryTime?
    /// What is done of follow-ups that lie in the past then.
    public var backfill: Backfill
    /// Allow the status it already has, as a new stay.
    public var restart: Bool
    /// A task to make with the change.
    public var task: TaskDraft?
    /// A message to the customer to queue with the change; told what is true after it.
    public var message: (@Sendable (MergeFields) throws -> MessageDraft)?

    public init(
        status: String, reason: String? = nil, note: String = "", dueOn: CivilDate? = nil,
        entered: CustomerDraft.EntryTime? = nil, backfill: Backfill = .staff, restart: Bool = false,
        task: TaskDraft? = nil,
        message: (@Sendable (MergeFields) throws -> MessageDraft)? = nil
    ) {
        self.status = status
        self.reason = reason
        self.note = note
        self.dueOn = dueOn
        self.entered = entered
        self.backfill = backfill
        self.restart = restart
        self.task = task
        self.message = message
    }
}

/// What a status change did.
public struct StatusChangeSummary: Hashable, Sendable {
    public let number: String
    public let from: String
    public let to: String
    public let cancelled: Cancellations
    public let planned: PlanCounts
    public let version: Int
    public let taskID: Int64?
    public let messageID: Int64?
    /// What the status recommends to do with entering it, and nobody did: "message", "task".
    public let recommended: [String]
}
