import Domain
import GRDB

/// What a due row means for the rows that come after it.
extension Firing {
    func context(_ due: DueRow, backfill: Backfill) -> PlanContext {
        PlanContext(
            catalog: catalog, calendar: catalog.calendar(ofBranch: due.branchID), now: now, backfill: backfill,
            pausedUntil: due.pausedUntil)
    }

    /// After downtime, occurrences that were missed fire as one: the newest, which says how many it stands for.
    /// - Returns: whether there is a newer one, which is planned now.
    mutating func coalesce(_ due: DueRow, _ subject: FiringSubject, _ trigger: Trigger) throws -> Bool {
        guard trigger.specification.recurs, !due.isPlannedByPerson else { return false }
        let newest = FollowUpPlanner(calendar: catalog.calendar(ofBranch: due.branchID))
            .newestMissed(subject.plan, rule: trigger.specification, from: due.occurrence, now: now)
        guard let newest else { return false }
        hasChangedTheQueue = true
        try end(due, .skipped, .coalesced)
        try Planning.planNext(
            db, subject.plan, due.owner, trigger, after: newest - 1, at: newest, context(due, backfill: .all))
        try db.execute(
            sql: """
                UPDATE followUp SET covers = ? WHERE subjectKind = ? AND subjectId = ? AND triggerId = ? AND round = ? AND occurrence = ?
                    AND state = 'planned'
                """,
            arguments: [
                due.covers + newest - due.occurrence, due.subjectKind, due.subjectID, due.triggerID,
                subject.plan.round(of: trigger), newest,
            ])
        return true
    }

    /// A row of an older revision is planned anew instead of fired. What the new plan has no place for is cancelled, so that it does not
    /// stay due for ever.
    mutating func replanStale(_ due: DueRow, _ subject: FiringSubject, _ trigger: Trigger) throws {
        // The order that the edit made may not have come this far; what it says of the past holds.
        let backfill = try Backfill.fetchOne(
            db.cachedStatement(sql: "SELECT backfill FROM replanOrder WHERE triggerId = ? ORDER BY id DESC LIMIT 1"),
            arguments: [trigger.id])
        try Planning.replan(
            db, subject.plan, due.owner, trigger, context(due, backfill: backfill ?? .all), plannedOnly: false)
        try db.execute(
            sql: """
                UPDATE followUp SET state = 'cancelled', reason = ?, decidedAt = ?
                WHERE id = ? AND state = 'planned' AND triggerRevision <> ?
                """, arguments: [FollowUpReason.dueDateMoved, now, due.id, trigger.revision])
        summary.replanned += 1
        hasChangedTheQueue = true
    }

    /// A move ends the stay, and with it what would come next.
    func isOpen(_ due: DueRow) throws -> Bool {
        guard hasChangedTheQueue, due.subjectKind != .task else { return true }
        return try PeriodRows.open(db, customerID: due.customerID)?.id == due.period.id
    }
}
