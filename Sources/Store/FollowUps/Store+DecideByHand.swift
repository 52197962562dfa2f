import Domain
import GRDB

extension Store {
    /// A person's decision that a planned, held or failed follow-up is not to fire; planning leaves it alone from then on.
    public func skipFollowUp(id: Int64, by actor: Actor, now: Timestamp) async throws {
        try await write { [self] db in
            try Self.decide(db, followUpID: id, in: [.planned, .held, .failed], "skip", by: actor, now: now)
            try db.execute(
                sql: """
                    UPDATE followUp SET state = 'skipped', reason = 'byPerson', error = NULL, decidedAt = ?, decidedBy = ? WHERE id = ?
                    """, arguments: [now, actor.name, id])
            try planNext(db, after: id, now: now)
        }
    }

    /// Moves a planned or held follow-up to another instant; planning leaves it alone from then on.
    public func rescheduleFollowUp(id: Int64, to instant: Timestamp, by actor: Actor, now: Timestamp) async throws {
        try await write { db in
            guard instant > now else {
                throw StoreError.invalid("at", "is not to come; fire it now, or choose a later time")
            }
            guard instant <= now.adding(milliseconds: Self.furthestAhead) else {
                throw StoreError.invalid("at", "is more than fifty years ahead")
            }
            try Self.decide(db, followUpID: id, in: [.planned, .held, .failed], "reschedule", by: actor, now: now)
            try db.execute(
                sql: """
                    UPDATE followUp SET state = 'planned', reason = 'none', error = NULL, fireAt = ?, expiresAt = NULL, decidedAt = NULL,
                        decidedBy = ? WHERE id = ?
                    """, arguments: [instant, actor.name, id])
        }
    }

    private static let furthestAhead: Int64 = 50 * 366 * 86_400_000

    /// The occurrence that follows one which a person has ended.
    private func planNext(_ db: Database, after id: Int64, now: Timestamp) throws {
        let catalog = try catalog(db)
        guard let due = try DueRow.one(db, id: id),
            let trigger = catalog.triggers[due.triggerID], trigger.specification.recurs,
            let subject = try FiringSubject(db, due, catalog: catalog)
        else { return }
        try Planning.planNext(
            db, subject.plan, due.owner, trigger, after: due.occurrence,
            PlanContext(
                catalog: catalog, calendar: catalog.calendar(ofBranch: due.branchID), now: now, backfill: .all,
                pausedUntil: due.pausedUntil))
    }

    /// Plans a failed follow-up again for now, after its cause has been mended.
    public func retryFollowUp(id: Int64, by actor: Actor, now: Timestamp) async throws {
        try await write { db in
            try Self.decide(db, followUpID: id, in: [.failed], "retry", by: actor, now: now)
            try db.execute(
                sql:
                    "UPDATE followUp SET state = 'planned', reason = 'none', error = NULL, decidedAt = NULL, decidedBy = ? WHERE id = ?",
                arguments: [actor.name, id])
        }
    }

    /// Records that a person decides on a follow-up which he sees, which is in one of `states`, and whose status period is open.
    static func decide(
        _ db: Database, followUpID id: Int64, in states: Set<FollowUpState>, _ action: String, by actor: Actor,
        now: Timestamp
    ) throws {
        let row = try Row.fetchOne(
            db,
            sql: "SELECT f.state, f.customerId, p.leftAt FROM followUp f LEFT \(DueRow.periodJoin) WHERE f.id = ?",
            arguments: [id])
        guard let row, try sees(actor, db, customerID: row["customerId"]) else {
            throw StoreError(.followUpNotFound(id: id), "There is no follow-up \(id); see `followupctl followup list`.")
        }
        let state: FollowUpState = row["state"]
        guard states.contains(state) else {
            throw StoreError(
                .wrongState(state: state.rawValue),
                "Follow-up \(id) is \(state.rawValue); that is not possible any more.")
        }
        guard (row["leftAt"] as Timestamp?) == nil else {
            throw StoreError(
                .wrongState(state: state.rawValue), "The customer has left that status; its follow-ups are closed.")
        }
        try AuditRows.write(
            db, actor, action, .followUp, String(id), customerID: row["customerId"], before: ["state": state.rawValue],
            now: now)
    }
}
