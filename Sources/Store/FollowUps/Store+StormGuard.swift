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
                            WHERE state = 'planned' AND fireAt <= ? AND decidedBy = '\(Planning.planner)' AND isReleased = 0 LIMIT ?)
                        """), arguments: [now, threshold + 1])
            return (count ?? 0) > threshold
        }
    }

    /// Looks at part of what is due, in its order, and holds what is not a task: one transaction of at most `limit` rows.
    /// - Parameter cursor: where the part before ended; nil: begin.
    /// - Returns: how many were held, and where to go on; no cursor: there are no more.
    public func holdDue(
        now: Timestamp, after cursor: PageCursor?, limit: Int
    ) async throws -> (held: Int, cursor: PageCursor?) {
        var from = Timestamp(milliseconds: .min)
        if case .integer(let milliseconds)? = cursor?.key { from = Timestamp(milliseconds: milliseconds) }
        let (start, id) = (from, cursor?.id ?? 0)
        return try await write { db in
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT f.id, f.fireAt, t.action, f.decidedBy, f.isReleased FROM followUp f CROSS JOIN "trigger" t ON t.id = f.triggerId
                        WHERE f.state = 'planned' AND f.fireAt <= ? AND f.fireAt >= ? AND (f.fireAt > ? OR f.id > ?)
                        ORDER BY f.fireAt, f.id LIMIT ?
                        """), arguments: [now, start, start, id, limit])
            let hold = try db.cachedStatement(sql: "UPDATE followUp SET state = 'held', reason = 'storm' WHERE id = ?")
            var held = 0
            for row in rows
            where row["action"] != "task" && row["decidedBy"] == Planning.planner && row["isReleased"] == 0 {
                try hold.execute(arguments: [row["id"] as Int64])
                held += 1
            }
            let last = rows.count < limit ? nil : rows.last
            return (
                held, last.map { PageCursor(key: .integer(($0["fireAt"] as Timestamp).milliseconds), id: $0["id"]) }
            )
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
