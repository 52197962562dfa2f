import Domain
import GRDB

/// A message that this process has claimed and now has to hand over.
public struct ClaimedMessage: Hashable, Sendable {
    public let id: Int64
    public let messageID: String
    public let customerNumber: String
    public let channel: Channel
    public let isForCustomer: Bool
    public let purpose: TemplateSpecification.Purpose
    public let recipientName: String
    /// As it stands now, not as when the message was queued.
    public let address: String
    public let subject: String
    public let text: String
    public let html: String?
    public let createdAt: Timestamp
    /// This attempt included.
    public let attempts: Int
}

/// A message that looking at the outbox settled, without anybody being asked to carry it.
public struct WithheldMessage: Hashable, Sendable {
    public let id: Int64
    public let customerNumber: String
    public let channel: Channel
    public let reason: String
}

/// How a claimed message fared.
public enum MessageOutcome: Hashable, Sendable {
    case sent(address: String)
    case retry(at: Timestamp, reason: String)
    /// - isPermanent: the carrier will not have it, now or later, so the next way is tried; otherwise tries have run out, and nobody knows
    ///   whether it arrived.
    case failed(reason: String, isPermanent: Bool)
}

extension Store {
    /// Rows that one claim looks at, at most, so that it never holds the writer for long.
    private static let mostExamined = 200

    /// Takes queued messages whose time has come, oldest first and no more of a channel than is asked for, and counts the attempt in the same
    /// transaction, so that a message that kills the daemon runs out of attempts too.
    ///
    /// Those that must not go are settled here: expired, against a wish of the customer, without an address. Quiet hours put one off.
    public func claimMessages(
        now: Timestamp, limits: [Channel: Int]
    ) async throws -> (claimed: [ClaimedMessage], withheld: [WithheldMessage]) {
        try await write { [self] db in
            var outbox = Outbox(db, catalog: try catalog(db), now: now)
            for (channel, limit) in limits.sorted(by: { $0.key.rawValue < $1.key.rawValue }) where limit > 0 {
                let most = outbox.claimed.count + limit
                let rows = try Row.fetchAll(
                    db.cachedStatement(sql: Outbox.dueQuery), arguments: [channel, now, Self.mostExamined])
                for row in rows where outbox.claimed.count < most { try outbox.claim(row) }
            }
            return (outbox.claimed, outbox.withheld)
        }
    }

    /// Records how a claimed message fared. It stays `sending`, to be rescued, if this cannot be written.
    public func settleMessage(id: Int64, _ outcome: MessageOutcome, now: Timestamp) async throws {
        try await write { [self] db in
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
            case .failed(let reason, let isPermanent):
                try db.cachedStatement(
                    sql:
                        "UPDATE message SET state = 'failed', reason = ?, decidedAt = ? WHERE id = ? AND state = 'sending'"
                ).execute(arguments: [reason, now, id])
                guard isPermanent, db.changesCount > 0 else { return }
                try Outbox(db, catalog: try catalog(db), now: now).fallBack(fromMessage: id)
            }
        }
    }

    /// Puts back what an earlier process had claimed, also where its status was left meanwhile: it may have gone, so it is tried once more, and then
    /// recorded as what it is. Only for the holder of the state directory's lock, before it claims anything.
    public func rescueMessages(now: Timestamp) async throws -> Int {
        try await write { db in
            try db.execute(
                sql:
                    "UPDATE message SET state = 'queued', reason = 'rescued', nextAttemptAt = ? WHERE state = 'sending'",
                arguments: [now])
            return db.changesCount
        }
    }

    /// A message that was in sending when its status was left finishes that attempt; there is no other.
    private static func cancelWhereLeft(_ db: Database, now: Timestamp, id: Int64) throws {
        try db.execute(
            sql: """
                UPDATE message SET state = 'cancelled', reason = ?, decidedAt = ?
                WHERE id = ? AND state = 'queued' AND keepWhenLeft = 0 AND (
                    followUpId IN (SELECT f.id FROM followUp f JOIN statusPeriod p ON p.id = f.subjectId AND f.subjectKind = 'period'
                        WHERE f.id = message.followUpId AND p.leftAt IS NOT NULL)
                    OR followUpId IN (SELECT f.id FROM followUp f JOIN "trigger" t ON t.id = f.triggerId
                        WHERE f.id = message.followUpId AND f.subjectKind = 'customer' AND NOT EXISTS (SELECT 1 FROM statusPeriod o
                            WHERE o.customerId = f.customerId AND o.leftAt IS NULL AND o.statusId = t.statusId))
                    OR followUpId IN (SELECT f.id FROM followUp f JOIN task k ON k.id = f.subjectId AND f.subjectKind = 'task'
                        JOIN "trigger" t ON t.id = f.triggerId
                        WHERE f.id = message.followUpId AND k.closedAt IS NOT NULL AND t.basis <> 'task completed')
                    OR periodId IN (SELECT id FROM statusPeriod WHERE id = message.periodId AND leftAt IS NOT NULL))
                """, arguments: [FollowUpReason.statusLeft, now, id])
    }

    /// After the clock was set back, a retry may lie further ahead than any backoff: brings it within `longest` milliseconds. What quiet hours
    /// hold back is left where it is.
    public func clampRetries(now: Timestamp, longest: Int64) async throws -> Int {
        try await write { db in
            let latest = now.adding(milliseconds: longest)
            try db.execute(
                sql: """
                    UPDATE message SET nextAttemptAt = ?
                    WHERE state = 'queued' AND nextAttemptAt > ? AND channel IN ('email', 'sms', 'letter', 'webhook') AND reason <> ?
                    """, arguments: [latest, latest, Outbox.quietHours])
            return db.changesCount
        }
    }

    /// When the next queued message of each channel is to be tried.
    public func nextSending() async throws -> [Channel: Timestamp] {
        try await read { db in
            var next: [Channel: Timestamp] = [:]
            for channel in Channel.allCases {
                next[channel] = try Timestamp.fetchOne(
                    db.cachedStatement(
                        sql:
                            "SELECT nextAttemptAt FROM message WHERE state = 'queued' AND channel = ? ORDER BY nextAttemptAt LIMIT 1"
                    ), arguments: [channel])
            }
            return next
        }
    }
}
