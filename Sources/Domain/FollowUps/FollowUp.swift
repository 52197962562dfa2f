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
    /// The task it is about was done or cancelled, or was moved on.
    case taskClosed
    /// The trigger was disabled or retired.
    case triggerOff
    /// The due date moved and this round is over.
    case dueDateMoved
    /// The recipient has no address for the channel.
    case noAddress
    /// For the owner, and the customer has none; or for a team or user that there is not any more.
    case noOwner
    /// The condition of the trigger was not true when it fired.
    case conditionFalse
    /// The customer has opted out of the channel.
    case optedOut
    /// Mail to the address has come back.
    case bounced
    /// A marketing message for a customer who wants none.
    case doNotMarket
    /// A call for a customer who wants none.
    case doNotCall
    /// The customer has got as many messages as the cap allows.
    case capped
    /// A later occurrence of the same repeating trigger stands for it.
    case coalesced
    /// Too much had come due at once; waits for a release.
    case storm
    /// It was due when a restored backup was put to work, and may have been made after the backup.
    case restored
    /// The status could not be changed.
    case changeRefused
    /// Triggers have changed the customer's status too often in a day.
    case loopSuspected
    /// A person skipped it.
    case byPerson
    /// The template or the task text could not be rendered.
    case unrenderable
}

/// What a follow-up is about; with its trigger, round and occurrence its identity (DESIGN 2.3).
public enum FollowUpSubject: String, CaseIterable, Sendable {
    /// A stay in a status.
    case period
    /// A task.
    case task
    /// The customer, year by year: birthday and anniversary.
    case customer
}

/// A follow-up as the planner wants it: everything but the row.
public struct PlannedFollowUp: Hashable, Sendable {
    public let triggerID: Int64
    public let triggerRevision: Int
    public let triggerPosition: Int
    public let round: Int
    public let occurrence: Int
    /// How many occurrences it stands for: one, and those that were missed before it.
    public let covers: Int
    /// The planned instant; what comes later than it is late.
    public let fireAt: Timestamp
    /// Not fired, and not sent, from this instant on.
    public let expiresAt: Timestamp?
    /// planned, or skipped with the reason.
    public let state: FollowUpState
    public let reason: FollowUpReason
}
