import Domain
import GRDB

extension Store {
    /// How long a batch holds the writer while somebody else waits for it, so that an operator never waits long behind a storm.
    static let contendedBatchTime = Duration.milliseconds(10)
    /// How long otherwise: longer batches share the cost of making them durable.
    static let batchTime = Duration.milliseconds(150)
    /// What the log and subscribers are told of one batch.
    static let toldDecisions = 100
    private static let rowsReadAhead = 32
    /// Fired later than this past the planned instant is marked late. Milliseconds.
    static let lateAfter: Int64 = 60_000

    /// Fires follow-ups that have come due, oldest first, in one transaction: each row's new state and the task or message it makes are
    /// written together, so it fires exactly once however often this is called, by whomever.
    ///
    /// The batch ends after `limit` rows or about `batchTime`, sooner if another write waits. A row whose decision throws becomes failed; where the database refuses
    /// a row, the batch is done again row by row, so that one poisoned row never stops the others.
    public func fireDue(
        now: Timestamp, limit: Int, decide: @escaping @Sendable (DueFollowUp) throws -> FiringDecision
    ) async throws -> FiringSummary {
        do {
            return try await write { [self] db in
                try fireBatch(db, now: now, limit: limit, guarded: false, decide: decide)
            }
        } catch let error as StoreError where error.code == .database {
            return try await write { [self] db in
                try fireBatch(db, now: now, limit: limit, guarded: true, decide: decide)
            }
        }
    }

    /// Fires one planned, held or failed follow-up at once, whatever its instant; what is decided for good stays so.
    public func fireNow(
        id: Int64, now: Timestamp, by actor: Actor, decide: @escaping @Sendable (DueFollowUp) throws -> FiringDecision
    ) async throws -> FiringSummary {
        try await write { [self] db in
            try Self.decide(db, followUpID: id, in: [.planned, .failed, .held], "fire-now", by: actor, now: now)
            try db.execute(
                sql: """
                    UPDATE followUp SET state = 'planned', reason = 'none', error = NULL, fireAt = min(fireAt, ?), expiresAt = NULL,
                        decidedAt = NULL, decidedBy = ? WHERE id = ?
                    """, arguments: [now, actor.name, id])
            let catalog = try catalog(db)
            guard let due = try Row.fetchOne(db, sql: DueRow.oneQuery, arguments: [id]).map(DueRow.init) else {
                throw StoreError(.followUpNotFound(id: id), "There is no follow-up \(id).")
            }
            var summary = FiringSummary()
            try fire(db, due, catalog: catalog, now: now, decide: decide, into: &summary)
            return summary
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
        _ db: Database, now: Timestamp, limit: Int, guarded: Bool, decide: (DueFollowUp) throws -> FiringDecision
    ) throws -> FiringSummary {
        let catalog = try catalog(db)
        let start = ContinuousClock.now
        var summary = FiringSummary()
        while summary.examined < limit {
            // A few rows at a time: what the batch has no time for would be read in vain.
            let count = min(Self.rowsReadAhead, limit - summary.examined)
            let rows = try Row.fetchAll(db.cachedStatement(sql: DueRow.dueQuery), arguments: [now, count])
            for row in rows {
                let due = DueRow(row)
                if guarded {
                    try fireGuarded(db, due, catalog: catalog, now: now, decide: decide, into: &summary)
                } else {
                    try fire(db, due, catalog: catalog, now: now, decide: decide, into: &summary)
                }
                Failpoint.reach("fire-row")
            }
            if rows.count < count || isOver(start) { break }
        }
        return summary
    }

    private func isOver(_ start: ContinuousClock.Instant) -> Bool {
        let elapsed = ContinuousClock.now - start
        return elapsed >= Self.batchTime || (elapsed >= Self.contendedBatchTime && isWriterAwaited)
    }

    private func fireGuarded(
        _ db: Database, _ due: DueRow, catalog: Catalog, now: Timestamp, decide: (DueFollowUp) throws -> FiringDecision,
        into summary: inout FiringSummary
    ) throws {
        var attempt = summary
        do {
            try db.inSavepoint {
                try fire(db, due, catalog: catalog, now: now, decide: decide, into: &attempt)
                return .commit
            }
            summary = attempt
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            summary.examined += 1
            try Self.fail(
                db, due, now: now, error: "the database refused it: \(error.message ?? "constraint")", into: &summary)
        }
    }

    private func fire(
        _ db: Database, _ due: DueRow, catalog: Catalog, now: Timestamp, decide: (DueFollowUp) throws -> FiringDecision,
        into summary: inout FiringSummary
    ) throws {
        summary.examined += 1
        guard due.period.leftAt == nil else {
            return try withhold(db, due, .cancelled, .statusLeft, now: now, into: &summary)
        }
        guard let trigger = catalog.triggers[due.triggerID], trigger.isInForce else {
            return try withhold(db, due, .cancelled, .triggerOff, now: now, into: &summary)
        }
        // What a person wants fired goes by the rule of today.
        guard trigger.revision == due.triggerRevision || due.isPlannedByPerson else {
            try replanStale(db, due, trigger: trigger, catalog: catalog, now: now)
            summary.replanned += 1
            return
        }
        let followUp = due.dueFollowUp(trigger: trigger, catalog: catalog, now: now)
        if let expiresAt = followUp.expiresAt, expiresAt <= now {
            return try withhold(db, due, .skipped, .expired, now: now, into: &summary)
        }
        if FollowUpPlanner.isBasisPassed(
            trigger.specification.timing, overdueAt: due.period.due?.overdueAt, now: now)
        {
            return try withhold(db, due, .skipped, .basisPassed, now: now, into: &summary)
        }
        let decision: FiringDecision
        do {
            decision = try decide(followUp)
        } catch {
            try Self.fail(db, due, now: now, error: String(describing: error), into: &summary)
            return
        }
        try make(db, due, followUp, decision, now: now, into: &summary)
    }

    /// A row of an older revision is planned anew instead of fired. What the new plan has no place for is cancelled, so that it does not
    /// stay due for ever.
    private func replanStale(_ db: Database, _ due: DueRow, trigger: Trigger, catalog: Catalog, now: Timestamp) throws {
        try Planning.replan(
            db, period: due.period, triggers: [trigger], calendar: catalog.calendar(ofBranch: due.branchID), now: now,
            backfill: .all, pausedUntil: due.pausedUntil)
        try db.execute(
            sql: """
                UPDATE followUp SET state = 'cancelled', reason = ?, decidedAt = ?
                WHERE id = ? AND state = 'planned' AND triggerRevision <> ?
                """, arguments: [FollowUpReason.dueDateMoved, now, due.id, trigger.revision])
    }

    private func make(
        _ db: Database, _ due: DueRow, _ followUp: DueFollowUp, _ decision: FiringDecision, now: Timestamp,
        into summary: inout FiringSummary
    ) throws {
        let isLate = now.milliseconds(since: followUp.fireAt) > Self.lateAfter
        var taskID: Int64?
        var messageID: Int64?
        switch decision {
        case .withhold(let state, let reason):
            return try withhold(db, due, state, reason, now: now, into: &summary)
        case .task(let draft, let autoCancel):
            try TaskRows.insert(
                db, draft, customerID: followUp.period.customerID, followUpID: followUp.id,
                assigneeID: due.ownerID,
                dueOn: draft.dueOn ?? followUp.calendar.zone.civilDate(at: now), autoCancel: autoCancel, isLate: isLate,
                by: Planning.planner, now: now)
            taskID = db.lastInsertedRowID
            summary.tasks += 1
        case .message(let draft):
            try MessageRows.insert(db, draft, followUp: followUp, isLate: isLate, now: now)
            messageID = db.lastInsertedRowID
            summary.messages += 1
        }
        if isLate { summary.late += 1 }
        try db.cachedStatement(
            sql: "UPDATE followUp SET state = 'fired', reason = 'none', decidedAt = ?, isLate = ? WHERE id = ?"
        ).execute(arguments: [now, isLate, followUp.id])
        summary.decisions.append(
            due.decision(
                .fired, .none, trigger: followUp.trigger.code, taskID: taskID, messageID: messageID, isLate: isLate))
    }

    private func withhold(
        _ db: Database, _ due: DueRow, _ state: FollowUpState, _ reason: FollowUpReason, now: Timestamp,
        into summary: inout FiringSummary
    ) throws {
        try db.cachedStatement(sql: "UPDATE followUp SET state = ?, reason = ?, decidedAt = ? WHERE id = ?")
            .execute(arguments: [state, reason, now, due.id])
        summary.withheld += 1
        summary.tell(due.decision(state, reason, trigger: try catalog(db).triggers[due.triggerID]?.code))
    }

    private static func fail(
        _ db: Database, _ due: DueRow, now: Timestamp, error: String, into summary: inout FiringSummary
    ) throws {
        try db.execute(
            sql: "UPDATE followUp SET state = 'failed', reason = 'unrenderable', error = ?, decidedAt = ? WHERE id = ?",
            arguments: [String(error.prefix(500)), now, due.id])
        summary.failed += 1
        summary.tell(due.decision(.failed, .unrenderable, trigger: nil))
    }
}

extension DueRow {
    fileprivate func decision(
        _ state: FollowUpState, _ reason: FollowUpReason, trigger: String?, taskID: Int64? = nil,
        messageID: Int64? = nil,
        isLate: Bool = false
    ) -> FollowUpDecision {
        FollowUpDecision(
            followUpID: id, customerNumber: customerNumber, trigger: trigger ?? "", state: state, reason: reason,
            taskID: taskID,
            messageID: messageID, isLate: isLate)
    }
}

extension FiringSummary {
    fileprivate mutating func tell(_ decision: FollowUpDecision) {
        if decisions.count < Store.toldDecisions { decisions.append(decision) }
    }
}
