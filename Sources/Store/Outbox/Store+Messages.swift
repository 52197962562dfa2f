import Domain
import GRDB

/// A message with the handles of what it refers to.
public struct MessageRecord: Hashable, Sendable {
    public let id: Int64
    public let messageID: String
    public let customerNumber: String
    public let customerName: String
    public let channel: Channel
    /// customer, owner, or the code of a user.
    public let recipient: String
    public let purpose: TemplateSpecification.Purpose
    /// Its place in the chain of ways, and the ways that are left.
    public let step: Int
    public let fallback: [String]
    public let subject: String
    public let text: String
    public let html: String?
    public let state: MessageState
    /// Why it waits, failed or was withheld; empty when there is nothing to say.
    public let reason: String
    public let attempts: Int
    public let isLate: Bool
    public let trigger: String?
    public let createdAt: Timestamp
    /// Only while queued.
    public let nextAttemptAt: Timestamp?
    public let decidedAt: Timestamp?
    public let address: String?
}

/// Which messages a listing wants.
public struct MessageFilter: Hashable, Sendable {
    public var state: MessageState?
    public var customerNumber: String?
    public var channel: Channel?

    public init(state: MessageState? = nil, customerNumber: String? = nil, channel: Channel? = nil) {
        self.channel = channel
        self.state = state
        self.customerNumber = customerNumber
    }
}

extension Store {
    /// A page of messages, newest first, after the place `cursor` names.
    public func messages(
        _ filter: MessageFilter, for actor: Actor, after cursor: PageCursor?, limit: Int
    ) async throws -> [MessageRecord] {
        try await read { db in
            var page = PageQuery(select: MessageRecord.select)
            if let state = filter.state { page.require(sql: "m.state = ?", [state]) }
            if let number = filter.customerNumber {
                page.require(sql: "m.customerId = ?", [try Self.requiredCustomerID(db, number: number, actor: actor)])
            }
            if let channel = filter.channel { page.require(sql: "m.channel = ?", [channel]) }
            page.require(seenBy: actor)
            page.after(cursor, key: "m.id", id: "m.id", descending: true)
            return try page.fetch(db, limit: limit).map(MessageRecord.init)
        }
    }

    public func message(id: Int64, for actor: Actor) async throws -> MessageRecord {
        try await read { db in
            let row = try Row.fetchOne(db, sql: MessageRecord.select + " WHERE m.id = ?", arguments: [id])
            guard let row, try Self.sees(actor, db, customerID: row["customerId"]) else {
                throw Self.messageNotFound(id)
            }
            return MessageRecord(row)
        }
    }

    /// Queues a failed message again with a fresh count of attempts.
    public func retryMessage(id: Int64, by actor: Actor, now: Timestamp) async throws {
        try await write { db in
            try Self.decide(db, messageID: id, in: .failed, "retry", by: actor, now: now)
            try db.execute(
                sql: """
                    UPDATE message SET state = 'queued', reason = '', attempts = 0, nextAttemptAt = ?, decidedAt = NULL WHERE id = ?
                    """, arguments: [now, id])
        }
    }

    /// Withdraws a queued message.
    public func cancelMessage(id: Int64, by actor: Actor, now: Timestamp) async throws {
        try await write { db in
            try Self.decide(db, messageID: id, in: .queued, "cancel", by: actor, now: now)
            try db.execute(
                sql: "UPDATE message SET state = 'cancelled', reason = 'byPerson', decidedAt = ? WHERE id = ?",
                arguments: [now, id])
        }
    }

    private static func decide(
        _ db: Database, messageID id: Int64, in state: MessageState, _ action: String, by actor: Actor, now: Timestamp
    ) throws {
        let row = try Row.fetchOne(db, sql: "SELECT state, customerId FROM message WHERE id = ?", arguments: [id])
        guard let row, try sees(actor, db, customerID: row["customerId"]) else { throw messageNotFound(id) }
        let current: MessageState = row["state"]
        guard current == state else {
            throw StoreError(
                .wrongState(state: current.rawValue),
                "Message \(id) is \(current.rawValue); that is not possible any more.")
        }
        try AuditRows.write(
            db, actor, action, .message, String(id), customerID: row["customerId"], before: ["state": state.rawValue],
            now: now)
    }

    private static func messageNotFound(_ id: Int64) -> StoreError {
        StoreError(.messageNotFound(id: id), "There is no message \(id); see `followupctl message list`.")
    }
}

extension MessageRecord {
    static let select = """
        SELECT m.*, c.number, c.name, tr.code AS triggerCode, u.code AS userCode
        FROM message m JOIN customer c ON c.id = m.customerId LEFT JOIN user u ON u.id = m.userId
        LEFT JOIN followUp f ON f.id = m.followUpId LEFT JOIN "trigger" tr ON tr.id = f.triggerId
        """

    init(_ row: Row) {
        let state: MessageState = row["state"]
        self.init(
            id: row["id"], messageID: row["messageId"], customerNumber: row["number"], customerName: row["name"],
            channel: row["channel"], recipient: row["userCode"] ?? row["recipient"], purpose: row["purpose"],
            step: row["step"], fallback: (row["fallback"] as String).split(separator: ",").map(String.init),
            subject: row["subject"], text: row["text"], html: row["html"],
            state: state,
            reason: row["reason"], attempts: row["attempts"], isLate: row["isLate"], trigger: row["triggerCode"],
            createdAt: row["createdAt"], nextAttemptAt: state == .queued ? row["nextAttemptAt"] : nil,
            decidedAt: row["decidedAt"], address: row["address"])
    }
}
