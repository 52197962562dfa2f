import Domain
import GRDB

extension Store {
    /// How long a status change can be taken back. Milliseconds.
    static let undoTime: Int64 = 24 * 3_600_000

    /// Takes back the last status change: the new stay goes, the one before is open again, with what the change had cancelled.
    ///
    /// Refused after 24 hours, where the new stay has fired something, or where the message sent with the change has left.
    /// - Returns: the codes of the status taken back and of the present one.
    public func undoStatusChange(
        number: String, expectedVersion: Int?, by actor: Actor, now: Timestamp
    ) async throws -> (from: String, to: String, version: Int) {
        try await write { [self] db in
            let customer = try Self.find(db, number: number, actor: actor, expectedVersion: expectedVersion)
            let period = customer.period
            let catalog = try catalog(db)
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT q.* FROM statusPeriod p JOIN statusPeriod q ON q.id = p.previousId
                    WHERE p.id = ? AND q.customerId = p.customerId AND q.ending = 'changed'
                    """, arguments: [period.id])
            guard let previous = row.map(PeriodRows.period) else {
                throw Self.notUndone(number, "there is no status change to take back")
            }
            try Self.requireUndoable(db, period, number: number, now: now)
            let status = try catalog.status(id: previous.statusID)
            let isGoing = try Int.fetchOne(
                db, sql: "SELECT 1 FROM statusReplacement WHERE statusId = ?", arguments: [status.id])
            guard !status.isDeleted, isGoing == nil else {
                throw Self.notUndone(number, "the status before, \(status.code), has been deleted")
            }
            guard actor.visibility.maySet(previous.statusID) else {
                throw Self.notUndone(number, "you may not set status \(try catalog.status(id: previous.statusID).code)")
            }
            try Self.forget(db, period, actor: actor, now: now)
            try Self.reopen(db, previous, leftFor: period)
            try Self.recountActivation(db, customerID: customer.id, catalog: catalog)
            // What lay ahead may be past by now, and a trigger may have changed: the plan is brought up to date.
            if let open = try PeriodRows.open(db, customerID: customer.id) {
                try Planning.replan(
                    db, period: open, triggers: catalog.triggers(ofStatus: open.statusID),
                    PlanContext(
                        catalog: catalog, calendar: catalog.calendar(ofBranch: customer.branchID), now: now,
                        backfill: .all, pausedUntil: customer.pausedUntil), plannedOnly: true)
            }
            try Self.countChange(db, customerID: customer.id)
            let from = try catalog.status(id: period.statusID).code
            let to = try catalog.status(id: previous.statusID).code
            try AuditRows.write(
                db, actor, "undo", .customer, customer.number, customerID: customer.id,
                before: ["status": from, "note": period.note],
                after: ["status": to], now: now)
            return (from, to, customer.version + 1)
        }
    }

    private static func notUndone(_ number: String, _ reason: String) -> StoreError {
        StoreError(
            .changeRejected(reasons: [reason]), "The status of customer \(number) was not taken back: \(reason).")
    }

    private static func requireUndoable(_ db: Database, _ period: StatusPeriod, number: String, now: Timestamp) throws {
        guard now.milliseconds(since: period.recordedAt) <= undoTime else {
            throw notUndone(number, "the change was made more than 24 hours ago")
        }
        let fired = try Int.fetchOne(
            db,
            sql: """
                SELECT 1 FROM followUp f WHERE f.state = 'fired' AND (f.subjectKind = 'period' AND f.subjectId = ?
                    OR f.subjectKind = 'customer' AND f.subjectId = ? AND f.decidedAt >= ?
                        AND f.triggerId IN (SELECT id FROM "trigger" WHERE statusId = ?))
                """, arguments: [period.id, period.customerID, period.recordedAt, period.statusID])
        guard fired == nil else { throw notUndone(number, "follow-ups of the new status have fired") }
        let left = try Int.fetchOne(
            db, sql: "SELECT 1 FROM message WHERE periodId = ? AND state IN ('sending', 'sent')", arguments: [period.id]
        )
        guard left == nil else { throw notUndone(number, "the message that came with the change has left") }
    }

    /// Removes a stay that has fired nothing. What came with the change stays as cancelled, since somebody may have seen it.
    private static func forget(_ db: Database, _ period: StatusPeriod, actor: Actor, now: Timestamp) throws {
        try db.execute(
            sql: "DELETE FROM followUp WHERE subjectKind = 'period' AND subjectId = ?", arguments: [period.id])
        try PeriodRows.cancelYearly(db, period, now: now)
        let tasks = try Int64.fetchAll(
            db, sql: "SELECT id FROM task WHERE periodId = ? AND closedAt IS NULL", arguments: [period.id])
        try db.execute(
            sql:
                "UPDATE task SET state = 'cancelled', closedAt = ?, closedBy = ? WHERE periodId = ? AND closedAt IS NULL",
            arguments: [now, actor.name, period.id])
        try TaskMaking.closed(db, ids: tasks, by: actor.name, now: now)
        try db.execute(
            sql:
                "UPDATE message SET state = 'cancelled', reason = 'byPerson', decidedAt = ? WHERE periodId = ? AND state = 'queued'",
            arguments: [now, period.id])
        try db.execute(sql: "UPDATE task SET periodId = NULL WHERE periodId = ?", arguments: [period.id])
        try db.execute(sql: "UPDATE message SET periodId = NULL WHERE periodId = ?", arguments: [period.id])
        try db.execute(sql: "DELETE FROM statusPeriod WHERE id = ?", arguments: [period.id])
    }

    private static func reopen(_ db: Database, _ period: StatusPeriod, leftFor next: StatusPeriod) throws {
        try db.execute(
            sql: "UPDATE statusPeriod SET leftAt = NULL, leftBy = NULL, ending = NULL WHERE id = ?",
            arguments: [period.id])
        let made = """
            SELECT id FROM followUp WHERE subjectKind = 'period' AND subjectId = ?
            UNION ALL SELECT id FROM followUp WHERE subjectKind = 'customer' AND subjectId = ?
                AND triggerId IN (SELECT id FROM "trigger" WHERE statusId = ?)
            """
        let subject: StatementArguments = [period.id, period.customerID, period.statusID]
        let at = next.recordedAt
        try db.execute(
            sql: """
                UPDATE task SET state = CASE WHEN startedAt IS NULL THEN 'open' ELSE 'in_progress' END, closedAt = NULL, closedBy = NULL
                WHERE followUpId IN (\(made)) AND autoCancel = 1 AND state = 'cancelled' AND closedAt = ?
                """, arguments: subject + [at])
        let tasks = "SELECT id FROM task WHERE followUpId IN (\(made)) AND closedAt IS NULL"
        try db.execute(
            sql: """
                UPDATE followUp SET state = 'planned', reason = 'none', decidedAt = NULL
                WHERE subjectKind = 'task' AND subjectId IN (\(tasks)) AND state = 'cancelled' AND reason = 'taskClosed' AND decidedAt = ?
                """, arguments: subject + [at])
        try db.execute(
            sql: """
                UPDATE message SET state = 'queued', reason = '', decidedAt = NULL
                WHERE (followUpId IN (\(made)) OR periodId = ?) AND state = 'cancelled' AND reason = 'statusLeft' AND decidedAt = ?
                """, arguments: subject + [period.id, at])
        try db.execute(
            sql: """
                UPDATE followUp SET state = CASE reason WHEN 'storm' THEN 'held' ELSE 'planned' END,
                    reason = CASE reason WHEN 'storm' THEN 'storm' ELSE 'none' END, decidedAt = NULL
                WHERE subjectKind = 'period' AND subjectId = ? AND state = 'cancelled' AND reason IN ('statusLeft', 'storm') AND decidedAt = ?
                """, arguments: [period.id, at])
        // Days of the year are planned anew for this stay, but for those that a person had put off.
        try db.execute(
            sql: """
                UPDATE followUp SET state = 'planned', reason = 'none', decidedAt = NULL
                WHERE subjectKind = 'customer' AND subjectId = ? AND state = 'cancelled' AND reason = 'statusLeft' AND decidedAt = ?
                    AND decidedBy <> '\(Planning.planner)' AND triggerId IN (SELECT id FROM "trigger" WHERE statusId = ?)
                """, arguments: [period.customerID, at, period.statusID])
    }

    /// The activation date is that of the first stay in an active status that is left.
    private static func recountActivation(_ db: Database, customerID: Int64, catalog: Catalog) throws {
        let active = catalog.statuses.values.filter(\.specification.isActive).map(\.id)
        let wasActive = try SQLRequest<Int>(
            literal: "SELECT 1 FROM statusPeriod WHERE customerId = \(customerID) AND statusId IN \(active)"
        ).fetchOne(db)
        if wasActive == nil {
            try db.execute(sql: "UPDATE customer SET activatedOn = NULL WHERE id = ?", arguments: [customerID])
        }
    }
}
