import Domain
import GRDB

extension Store {
    /// What the log and subscribers are told of one batch.
    static let toldDecisions = 100

    /// Fires follow-ups that have come due, oldest first, in one transaction: each row's new state and the task or message it makes are
    /// written together, so it fires exactly once however often this is called, by whomever.
    ///
    /// The batch ends after `limit` rows, or when its turn is over. A row whose decision throws becomes failed; where the database refuses
    /// a row, the batch is done again row by row, so that one poisoned row never stops the others.
    /// - Parameter storm: beyond it, follow-ups are held that are neither tasks nor confirmed by a person.
    public func fireDue(
        now: Timestamp, limit: Int, cap: ContactCap? = nil, storm: StormLimit? = nil, told: Int = 100,
        decide: @escaping @Sendable (DueFollowUp) throws -> FiringDecision
    ) async throws -> FiringSummary {
        do {
            return try await write { [self] db in
                try fireBatch(
                    db, now: now, limit: limit, cap: cap, storm: storm, told: told, guarded: false, decide: decide)
            }
        } catch let error as StoreError where error.code == .database {
            return try await write { [self] db in
                try fireBatch(
                    db, now: now, limit: limit, cap: cap, storm: storm, told: told, guarded: true, decide: decide)
            }
        }
    }

    /// Fires one planned, held or failed follow-up at once, whatever its instant; what is decided for good stays so.
    public func fireNow(
        id: Int64, now: Timestamp, cap: ContactCap? = nil, by actor: Actor,
        decide: @escaping @Sendable (DueFollowUp) throws -> FiringDecision
    ) async throws -> FiringSummary {
        try await write { [self] db in
            try Self.decide(db, followUpID: id, in: [.planned, .failed, .held], "fire-now", by: actor, now: now)
            try db.execute(
                sql: """
                    UPDATE followUp SET state = 'planned', reason = 'none', error = NULL, fireAt = min(fireAt, ?), expiresAt = NULL,
                        decidedAt = NULL, decidedBy = ? WHERE id = ?
                    """, arguments: [now, actor.name, id])
            guard let due = try DueRow.one(db, id: id) else {
                throw StoreError(.followUpNotFound(id: id), "There is no follow-up \(id).")
            }
            var firing = Firing(db, store: self, catalog: try catalog(db), now: now, cap: cap)
            try firing.fire(due, decide, alone: true)
            return firing.summary
        }
    }

    /// When the next planned follow-up is due; nil if none is planned.
    public func nextFiring() async throws -> Timestamp? {
        try await read { db in
            try Timestamp.fetchOne(
                db.cachedStatement(sql: "SELECT fireAt FROM followUp WHERE state = 'planned' ORDER BY fireAt LIMIT 1"))
        }
    }

    private func fireBatch(
        _ db: Database, now: Timestamp, limit: Int, cap: ContactCap?, storm: StormLimit?, told: Int, guarded: Bool,
        decide: (DueFollowUp) throws -> FiringDecision
    ) throws -> FiringSummary {
        let turn = WriterTurn(self)
        var firing = Firing(db, store: self, catalog: try catalog(db), now: now, cap: cap, told: told)
        // Asked in the transaction that fires, so that nothing can come due in between.
        if let storm { firing.mostUnconfirmed = try Self.isStorm(db, now: now, limit: storm) ? 0 : storm.left }
        while firing.summary.examined < limit {
            let count = min(WriterTurn.rowsReadAhead, limit - firing.summary.examined)
            let rows = try DueRow.due(db, at: now, limit: count)
            var isReadAgain = false
            for due in rows {
                if guarded { try firing.fireGuarded(due, decide) } else { try firing.fire(due, decide) }
                Failpoint.reach("fire-row")
                isReadAgain = firing.hasChangedTheQueue
                if isReadAgain { break }
            }
            try firing.write()
            if (rows.count < count && !isReadAgain) || turn.isOver { break }
        }
        return firing.summary
    }
}
