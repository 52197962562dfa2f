import Domain
import GRDB

/// A message that this process has claimed and now has to hand over.
public struct ClaimedMessage: Hashable, Sendable {
    public let id: Int64
    public let messageID: String
    public let customerNumber: String
    public let channel: Channel
    public let recipient: Recipient
    public let recipientName: String
    /// As it stands now, not as when the message was queued; nil if there is none.
    public let address: String?
    public let subject: String
    public let text: String
    public let createdAt: Timestamp
    public let expiresAt: Timestamp?
    /// This attempt included.
    public let attempts: Int
}

/// How a claimed message fared.
public enum MessageOutcome: Hashable, Sendable {
    case sent(address: String)
    case retry(at: Timestamp, reason: String)
    case failed(reason: String)
    case suppressed(reason: String)
}

extension Store {
    /// Takes up to `limit` queued messages whose time has come, oldest first, and counts the attempt in the same transaction, so that a
    /// message that kills the daemon runs out of attempts too.
    public func claimMessages(now: Timestamp, limit: Int) async throws -> [ClaimedMessage] {
        try await write { db in
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT m.*, c.number, c.name, c.email, u.name AS ownerName, u.email AS ownerEmail
                        FROM message m JOIN customer c ON c.id = m.customerId LEFT JOIN user u ON u.id = c.ownerId
                        WHERE m.state = 'queued' AND m.nextAttemptAt <= ? ORDER BY m.nextAttemptAt, m.id LIMIT ?
                        """), arguments: [now, limit])
            let claim = try db.cachedStatement(
                sql: "UPDATE message SET state = 'sending', attempts = attempts + 1 WHERE id = ?")
            return try rows.map { row in
                try claim.execute(arguments: [row["id"] as Int64])
                let recipient: Recipient = row["recipient"]
                let attempts: Int = row["attempts"]
                return ClaimedMessage(
                    id: row["id"], messageID: row["messageId"], customerNumber: row["number"], channel: row["channel"],
                    recipient: recipient, recipientName: (recipient == .owner ? row["ownerName"] : row["name"]) ?? "",
                    address: recipient == .owner ? row["ownerEmail"] : row["email"], subject: row["subject"],
                    text: row["text"],
                    createdAt: row["createdAt"], expiresAt: row["expiresAt"], attempts: attempts + 1)
            }
        }
    }

    /// Records how a claimed message fared. It stays `sending`, to be rescued, if this cannot be written.
    public func settleMessage(id: Int64, _ outcome: MessageOutcome, now: Timestamp) async throws {
        try await write { db in
            switch outcome {
            case .sent(let address):
                try db.cachedStatement(
                    sql:
                        "UPDATE message SET state = 'sent', reason = '', address = ?, decidedAt = ? WHERE id = ? AND state = 'sending'"
                ).execute(arguments: [address, now, id])
            case .retry(let instant, let reason):
                try db.cachedStatement(
                    sql:
                        "UPDATE message SET state = 'queued', reason = ?, nextAttemptAt = ? WHERE id = ? AND state = 'sending'"
                ).execute(arguments: [reason, instant, id])
                try Self.cancelWhereLeft(db, now: now, id: id)
            case .failed(let reason):
                try Self.settle(db, id, "failed", reason, now)
            case .suppressed(let reason):
                try Self.settle(db, id, "suppressed", reason, now)
            }
        }
    }

    /// Puts back what an earlier process had claimed. Only for the holder of the state directory's lock, before it claims anything.
    public func rescueMessages(now: Timestamp) async throws -> Int {
        try await write { db in
            let ids = try Int64.fetchAll(db, sql: "SELECT id FROM message WHERE state = 'sending'")
            for id in ids {
                try db.execute(
                    sql: "UPDATE message SET state = 'queued', reason = 'rescued', nextAttemptAt = ? WHERE id = ?",
                    arguments: [now, id])
                try Self.cancelWhereLeft(db, now: now, id: id)
            }
            return ids.count
        }
    }

    /// A message that was in sending when its status was left finishes that attempt; there is no other.
    private static func cancelWhereLeft(_ db: Database, now: Timestamp, id: Int64) throws {
        try db.execute(
            sql: """
                UPDATE message SET state = 'cancelled', reason = ?, decidedAt = ?
                WHERE id = ? AND state = 'queued' AND keepWhenLeft = 0 AND (
                    followUpId IN (SELECT f.id FROM followUp f JOIN statusPeriod p ON p.id = f.subjectId
                        WHERE f.id = message.followUpId AND p.leftAt IS NOT NULL)
                    OR periodId IN (SELECT id FROM statusPeriod WHERE id = message.periodId AND leftAt IS NOT NULL))
                """, arguments: [FollowUpReason.statusLeft, now, id])
    }

    /// After the clock was set back, a retry may lie further ahead than any backoff: brings it within `longest` milliseconds.
    public func clampRetries(now: Timestamp, longest: Int64) async throws -> Int {
        try await write { db in
            let latest = now.adding(milliseconds: longest)
            try db.execute(
                sql: "UPDATE message SET nextAttemptAt = ? WHERE state = 'queued' AND nextAttemptAt > ?",
                arguments: [latest, latest])
            return db.changesCount
        }
    }

    /// When the next queued message is to be tried; nil if none is queued.
    public func nextSending() async throws -> Timestamp? {
        try await read { db in
            try Timestamp.fetchOne(
                db.cachedStatement(
                    sql: "SELECT nextAttemptAt FROM message WHERE state = 'queued' ORDER BY nextAttemptAt LIMIT 1"))
        }
    }

    private static func settle(_ db: Database, _ id: Int64, _ state: String, _ reason: String, _ now: Timestamp) throws
    {
        try db.cachedStatement(
            sql: "UPDATE message SET state = ?, reason = ?, decidedAt = ? WHERE id = ? AND state = 'sending'"
        ).execute(arguments: [state, reason, now, id])
    }
}
