import Domain
import GRDB

extension Store {
    /// Whether more is due at once than the threshold; what a person has released or asked for does not count.
    public func isStorm(now: Timestamp, threshold: Int) async throws -> Bool {
        try await read { db in
            let count = try Int.fetchOne(
                db.cachedStatement(
                    sql: """
                        SELECT count(*) FROM (SELECT 1 FROM followUp
                            WHERE state = 'planned' AND fireAt <= ? AND decidedBy = '\(Planning.planner)' LIMIT ?)
                        """), arguments: [now, threshold + 1])
            return (count ?? 0) > threshold
        }
    }

    /// Holds part of what is due and not a task: one transaction of at most `limit` rows.
    /// - Returns: how many were held; 0: there are no more.
    public func holdDue(now: Timestamp, limit: Int) async throws -> Int {
        try await write { db in
            try db.cachedStatement(
                sql: """
                    UPDATE followUp SET state = 'held', reason = 'storm' WHERE id IN (
                        SELECT f.id FROM followUp f JOIN "trigger" t ON t.id = f.triggerId
                        WHERE f.state = 'planned' AND f.fireAt <= ? AND f.decidedBy = '\(Planning.planner)' AND t.action <> 'task' LIMIT ?)
                    """
            ).execute(arguments: [now, limit])
            return db.changesCount
        }
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
                    UPDATE followUp SET state = 'planned', reason = 'none', decidedBy = \(actor.name) WHERE id IN (
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
