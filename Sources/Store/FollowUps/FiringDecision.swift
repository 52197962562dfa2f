import Domain

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
