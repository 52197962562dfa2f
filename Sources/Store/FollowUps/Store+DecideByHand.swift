import Domain
import GRDB

extension Store {
    /// A person's decision that a planned, held or failed follow-up is not to fire; planning leaves it alone from then on.
    public func skipFollowUp(id: Int64, by actor: Actor, now: Timestamp) async throws {
        try await write { db in
            try Self.decide(db, followUpID: id, in: [.planned, .held, .failed], "skip", by: actor, now: now)
            try db.execute(
                sql: """
                    UPDATE followUp SET state = 'skipped', reason = 'byPerson', error = NULL, decidedAt = ?, decidedBy = ? WHERE id = ?
                    """, arguments: [now, actor.name, id])
        }
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
            sql:
                "SELECT f.state, f.customerId, p.leftAt FROM followUp f JOIN statusPeriod p ON p.id = f.subjectId WHERE f.id = ?",
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
