import Domain
import GRDB

/// Where a batch of firing begins to hold what is neither a task nor confirmed by a person.
public struct StormLimit: Hashable, Sendable {
    /// How many may be due at once, and how many messages and moves may fire.
    public var left: Int

    public init(left: Int) { self.left = left }
}

extension Store {
    /// Whether more is due at once than may be; what a person has released or asked for does not count.
    static func isStorm(_ db: Database, now: Timestamp, limit: StormLimit) throws -> Bool {
        let count = try Int.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT count(*) FROM (SELECT 1 FROM followUp
                        WHERE state = 'planned' AND fireAt <= ? AND decidedBy = '\(Planning.planner)' AND isReleased = 0 LIMIT ?)
                    """), arguments: [now, limit.left + 1])
        return (count ?? 0) > limit.left
    }

    /// Releases held follow-ups, at most `limit` in one transaction: they are planned again, and conditions, skipAfter and wishes are asked
    /// when they fire. Call it until it returns 0.
    /// - Parameters:
    ///   - id: only this one.
    ///   - trigger: only those of this trigger, by code.
    public func releaseFollowUps(
        id: Int64? = nil, trigger code: String? = nil, limit: Int, by actor: Actor, now: Timestamp
    ) async throws -> Int {
        try await write { [self] db in
            let triggerID = try code.map { try catalog(db).trigger(code: $0).id }
            if let id { try Self.decide(db, followUpID: id, in: [.held], "release", by: actor, now: now) }
            let wanted: SQL = "(\(id) IS NULL OR f.id = \(id)) AND (\(triggerID) IS NULL OR f.triggerId = \(triggerID))"
            try SQLRequest<Row>(
                literal: """
                    UPDATE followUp SET state = 'planned', reason = 'none', isReleased = 1 WHERE id IN (
                        SELECT f.id FROM followUp f JOIN customer c ON c.id = f.customerId
                        WHERE f.state = 'held' AND \(wanted) AND \(actor.visibility.seesCustomer()) LIMIT \(limit))
                    """
            ).execute(db)
            let released = db.changesCount
            if released > 0, id == nil {
                try AuditRows.write(
                    db, actor, "release", .followUp, code ?? "all", after: ["released": String(released)], now: now)
            }
            return released
        }
    }
}

extension SQLRequest<Row> {
    fileprivate func execute(_ db: Database) throws {
        let prepared = try makePreparedRequest(db)
        try prepared.statement.execute()
    }
}
