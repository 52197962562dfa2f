import Domain
import GRDB

/// What a Message-ID is made of, but for the step and the member that the message itself knows.
struct MessageKey {
    let origin: PeriodUUID
    /// The trigger's code, or what stands for it; no code holds a colon.
    let trigger: String
    let round: Int
    let occurrence: Int

    /// Of the message that comes with a status change.
    static func change(_ period: StatusPeriod) -> MessageKey {
        MessageKey(origin: period.uuid, trigger: "status:change", round: 0, occurrence: 0)
    }

    func id(of draft: MessageDraft) -> MessageID {
        MessageID(
            origin: origin, trigger: trigger, round: round, occurrence: occurrence, step: draft.step,
            member: draft.recipient.member)
    }
}

enum MessageRows {
    /// Queues a message, to be sent at once, under the Message-ID that its key gives it.
    @discardableResult
    static func insert(
        _ db: Database, _ draft: MessageDraft, _ key: MessageKey, customerID: Int64, followUpID: Int64? = nil,
        periodID: Int64? = nil, taskID: Int64? = nil, isLate: Bool, now: Timestamp, expiresAt: Timestamp?
    ) throws -> Int64 {
        try db.cachedStatement(
            sql: """
                INSERT INTO message (messageId, customerId, followUpId, periodId, taskId, step, channel, recipient, userId, purpose,
                    fallback, subject, text, html, keepWhenLeft, isLate, state, reason, attempts, createdAt, nextAttemptAt, expiresAt)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'queued', '', 0, ?, ?, ?)
                """
        ).execute(arguments: [
            key.id(of: draft).description, customerID, followUpID, periodID, taskID, draft.step, draft.channel,
            draft.recipient.kind, draft.recipient.userID, draft.purpose,
            draft.fallback.map(\.description).joined(separator: ","), draft.subject, draft.text, draft.html,
            draft.keepWhenLeft, isLate, now, now, expiresAt,
        ])
        return db.lastInsertedRowID
    }

    /// Messages to a customer that count for the cap.
    static func recent(_ db: Database, customerID: Int64, _ cap: ContactCap, now: Timestamp) throws -> Int {
        try Int.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT count(*) FROM message
                    WHERE customerId = ? AND recipient = 'customer' AND createdAt > ? AND state IN ('queued', 'sending', 'sent')
                    """), arguments: [customerID, now.adding(milliseconds: -cap.milliseconds)]) ?? 0
    }
}
