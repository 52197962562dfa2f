/// One planned firing of one trigger for one subject: both the plan and the ledger.
///
///     planned ─┬─► fired        the task or message was made in the same transaction
///              ├─► suppressed   withheld by a rule about the recipient or the condition
///              ├─► skipped      withheld by time: in the past, too late, basis passed; or by a person
///              ├─► cancelled    the status was left, or the trigger is no longer in force
///              ├─► failed       could not be made; retried by hand
///              └─► held ─► planned   waits for a person's release
///
/// While the period is open the planner may move a row among planned, skipped and cancelled where planning, not a person, put it there.
public enum FollowUpState: String, CaseIterable, Sendable {
    case planned, fired, suppressed, skipped, cancelled, failed, held
}

/// Why a follow-up is not planned any more (or not yet), in a closed vocabulary: these words stand in the database, on the wire and in the log.
public enum FollowUpReason: String, CaseIterable, Sendable {
    /// Nothing to explain.
    case none
    /// It lay in the past when planned, and the backfill left such out.
    case backfill
    /// It should have fired ahead of a due date that has passed.
    case basisPassed
    /// Its `skipAfter` has passed.
    case expired
    /// The status was left.
    case statusLeft
    /// The trigger was disabled or retired.
    case triggerOff
    /// The due date moved and this round is over.
    case dueDateMoved
    /// The recipient has no address for the channel.
    case noAddress
    /// A message for the owner, and the customer has none.
    case noOwner
    /// A person skipped it.
    case byPerson
    /// The template or the task text could not be rendered.
    case unrenderable
}

/// A follow-up as the planner wants it: everything but the row.
public struct PlannedFollowUp: Hashable, Sendable {
    public let triggerID: Int64
    public let triggerRevision: Int
    public let triggerPosition: Int
    public let round: Int
    public let occurrence: Int
    /// The planned instant; what comes later than it is late.
    public let fireAt: Timestamp
    /// Not fired, and not sent, from this instant on.
    public let expiresAt: Timestamp?
    /// planned, or skipped with the reason.
    public let state: FollowUpState
    public let reason: FollowUpReason
}
