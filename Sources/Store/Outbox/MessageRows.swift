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

/// The addresses from which messages came back.
enum BounceRows {
    /// As it stands on the list: in small letters; of a postal address the street, which firing and sending both know.
    static func key(_ channel: Channel, _ address: String) -> String {
        let part =
            channel == .letter ? address.split(whereSeparator: \.isNewline).first.map(String.init) ?? "" : address
        return part.lowercased()
    }

    /// Removes whatever somebody is, or was, written to.
    static func forget(_ db: Database, customerID: Int64) throws {
        var addresses: [(Channel, String)] = []
        if let row = try Row.fetchOne(
            db, sql: "SELECT email, mobile, street FROM customer WHERE id = ?", arguments: [customerID])
        {
            for (channel, column) in [(Channel.email, "email"), (.sms, "mobile"), (.letter, "street")] {
                if let address: String = row[column] { addresses.append((channel, address)) }
            }
        }
        let sent = try Row.fetchAll(
            db,
            sql:
                "SELECT DISTINCT channel, address FROM message WHERE customerId = ? AND address IS NOT NULL AND recipient = 'customer'",
            arguments: [customerID])
        addresses += sent.map { ($0["channel"], $0["address"]) }
        for (channel, address) in addresses { _ = try remove(db, channel, address) }
    }

    static func bounced(_ db: Database, _ addresses: [Channel: String]) throws -> Set<Channel> {
        let statement = try db.cachedStatement(
            sql: "SELECT 1 FROM bouncedAddress WHERE channel = ? AND address = ?")
        return try Set(
            addresses.filter { channel, address in
                try Int.fetchOne(statement, arguments: [channel, key(channel, address)]) != nil
            }.keys)
    }

    static func add(_ db: Database, _ channel: Channel, _ address: String, reason: String, now: Timestamp) throws {
        try db.execute(
            sql: """
                INSERT INTO bouncedAddress (channel, address, at, reason) VALUES (?, ?, ?, ?)
                ON CONFLICT (channel, address) DO UPDATE SET at = excluded.at, reason = excluded.reason
                """, arguments: [channel, key(channel, address), now, String(reason.prefix(500))])
    }

    /// - Returns: whether it was on the list.
    static func remove(_ db: Database, _ channel: Channel, _ address: String) throws -> Bool {
        try db.execute(
            sql: "DELETE FROM bouncedAddress WHERE channel = ? AND address = ?",
            arguments: [channel, key(channel, address)])
        return db.changesCount > 0
    }
}
