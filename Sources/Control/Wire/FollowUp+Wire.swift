import ControlAPI
import Domain
import Store

extension FollowUpsMethods.FollowUp {
    init(_ record: FollowUpRecord, now: Timestamp) {
        self.init(
            id: record.id, number: record.customerNumber, name: record.customerName, status: record.status,
            trigger: record.trigger, when: record.timing.description, subject: record.subject.rawValue,
            subjectId: record.subjectID, round: record.round, occurrence: record.occurrence, covers: record.covers,
            fireAt: record.fireAt.milliseconds,
            expiresAt: record.expiresAt?.milliseconds,
            state: record.state.rawValue, reason: record.reason.rawValue,
            explanation: record.explanation(now: now), decidedAt: record.decidedAt?.milliseconds,
            decidedBy: record.decidedBy,
            late: record.isLate, error: record.error, taskId: record.taskID, messageId: record.messageID,
            zone: record.zone.identifier)
    }
}

extension FollowUpRecord {
    /// Why the follow-up is as it is: the rule that decided it, in one sentence for a person.
    func explanation(now: Timestamp) -> String {
        switch state {
        case .planned:
            fireAt <= now
                ? "It is due and fires at the next scan." : "It is planned: \(timing), as trigger \(trigger) says."
        case .fired:
            (taskID.map { "It made task \($0)" } ?? messageID.map { "It made message \($0)" } ?? "It fired")
                + (isLate ? ", late" : ", on time")
                + (covers > 1 ? "; it stands for \(covers), with those missed before it." : ".")
        case .held where reason == .restored:
            "It was due when a restored backup was put to work, and may have been made before: look, then skip or release it (`followupctl followup release`)."
        case .held:
            "Too much had come due at once: it is held until somebody releases it (`followupctl followup release`)."
        case .failed: "It could not be made: \(error ?? "no reason was recorded"); mend that and retry it."
        case .suppressed, .skipped, .cancelled: reason.explanation(trigger: trigger, by: decidedBy)
        }
    }
}

extension FollowUpReason {
    fileprivate func explanation(trigger: String, by user: String) -> String {
        switch self {
        case .none: "No reason was recorded."
        case .backfill: "It lay in the past when it was planned, and the backfill asked for leaves such out."
        case .basisPassed: "It should have come before the due date, which had passed."
        case .expired: "It came too late to be of use, as skipAfter of trigger \(trigger) says."
        case .statusLeft: "The customer left the status (\(user))."
        case .triggerOff: "Trigger \(trigger) is no longer in force."
        case .dueDateMoved: "The due date was moved."
        case .taskClosed: "The task it is about was closed."
        case .noAddress: "There is no address to send to."
        case .noOwner: "There is nobody active to tell."
        case .conditionFalse: "The condition of trigger \(trigger) was not true when it came due."
        case .optedOut: "The customer has opted out of that channel."
        case .bounced: "Messages to that address have come back."
        case .doNotMarket: "It is marketing, and the customer wants none (do-not-market)."
        case .doNotCall: "It is a call, and the customer wants none (do-not-call)."
        case .capped: "The customer has had as many messages as the cap allows."
        case .coalesced: "It was missed, and a later one of trigger \(trigger) stands for it."
        case .restored: "It was due when a restored backup was put to work, and may have been made before that."
        case .storm: "Too much had come due at once."
        case .changeRefused: "The status could not be changed."
        case .loopSuspected: "Triggers had changed the status too often that day."
        case .byPerson: "\(user) skipped it."
        case .unrenderable: "Its text could not be rendered."
        }
    }
}
