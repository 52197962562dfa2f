import Domain
import GRDB

enum MessageRows {
    /// Queues the message of a follow-up, to be sent at once, under the Message-ID that the follow-up's key gives it.
    static func insert(
        _ db: Database, _ draft: MessageDraft, followUp: DueFollowUp, isLate: Bool, now: Timestamp
    ) throws {
        let messageID = MessageID(
            period: followUp.period.uuid, trigger: followUp.trigger.code, round: followUp.round,
            occurrence: followUp.occurrence,
            step: 0)
        try db.cachedStatement(
            sql: """
                INSERT INTO message (messageId, customerId, followUpId, step, channel, recipient, subject, text, keepWhenLeft, isLate,
                    state, reason, attempts, createdAt, nextAttemptAt, expiresAt)
                VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?, ?, 'queued', '', 0, ?, ?, ?)
                """
        ).execute(arguments: [
            messageID.description, followUp.period.customerID, followUp.id, draft.channel, draft.recipient,
            draft.subject,
            draft.text, draft.keepWhenLeft, isLate, now, now, followUp.expiresAt,
        ])
    }

    /// What stands for a trigger's code in the Message-ID of a message that came with a status change; no code holds a colon.
    static let changeKey = "status:change"

    /// Queues the message that comes with a status change, under the Message-ID that the new stay gives it.
    static func insert(_ db: Database, _ draft: MessageDraft, period: StatusPeriod, now: Timestamp) throws {
        let messageID = MessageID(period: period.uuid, trigger: changeKey, round: 0, occurrence: 0, step: 0)
        try db.execute(
            sql: """
                INSERT INTO message (messageId, customerId, periodId, step, channel, recipient, subject, text, keepWhenLeft, isLate, state,
                    reason, attempts, createdAt, nextAttemptAt)
                VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?, 0, 'queued', '', 0, ?, ?)
                """,
            arguments: [
                messageID.description, period.customerID, period.id, draft.channel, draft.recipient, draft.subject,
                draft.text,
                draft.keepWhenLeft, now, now,
            ])
    }
}
