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

/// A message to be queued, with rows for names.
struct NewMessage {
    let draft: MessageDraft
    let key: MessageKey
    let customerID: Int64
    var followUpID: Int64?
    /// The stay that a status change began when it brought the message with it.
    var periodID: Int64?
    /// The task whose assignee it tells.
    var taskID: Int64?
    let isLate: Bool
    let expiresAt: Timestamp?

    init(
        _ draft: MessageDraft, _ key: MessageKey, customerID: Int64, followUpID: Int64? = nil, periodID: Int64? = nil,
        taskID: Int64? = nil, isLate: Bool, expiresAt: Timestamp?
    ) {
        self.draft = draft
        self.key = key
        self.customerID = customerID
        self.followUpID = followUpID
        self.periodID = periodID
        self.taskID = taskID
        self.isLate = isLate
        self.expiresAt = expiresAt
    }
}

enum MessageRows {
    static let toInsert = RowsToInsert(
        into: "message",
        columns: [
            "messageId", "customerId", "followUpId", "periodId", "taskId", "step", "channel", "recipient", "userId",
            "purpose", "fallback", "subject", "text", "html", "keepWhenLeft", "isLate", "state", "reason", "attempts",
            "createdAt", "nextAttemptAt", "expiresAt",
        ])

    /// To be sent at once, under the Message-ID that its key gives it.
    static func values(_ message: NewMessage, now: Timestamp) -> RowsToInsert.Values {
        let draft = message.draft
        return RowsToInsert.values(
            message.key.id(of: draft).description, message.customerID, message.followUpID, message.periodID,
            message.taskID, draft.step, draft.channel, draft.recipient.kind, draft.recipient.userID, draft.purpose,
            draft.fallback.map(\.description).joined(separator: ","), draft.subject, draft.text, draft.html,
            draft.keepWhenLeft, message.isLate, MessageState.queued, "", 0, now, now, message.expiresAt)
    }

    @discardableResult
    static func insert(_ db: Database, _ message: NewMessage, now: Timestamp) throws -> Int64 {
        var rows = toInsert
        rows.append(values(message, now: now))
        return try rows.write(db)[0]
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
