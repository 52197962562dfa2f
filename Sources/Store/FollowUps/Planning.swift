import Domain
import GRDB

/// Writes plans, in the transaction of whatever made them necessary.
enum Planning {
    static let planner = "planner"

    /// Plans an open period for the first time.
    static func planNew(_ db: Database, period: StatusPeriod, _ context: PlanContext) throws -> PlanCounts {
        var rows = toInsert
        let counts = try planNew(db, period: period, context, into: &rows)
        try rows.write(db)
        return counts
    }

    /// The same, with rows that are still to be written.
    static func planNew(
        _ db: Database, period: StatusPeriod, _ context: PlanContext, into rows: inout RowsToInsert
    ) throws -> PlanCounts {
        var counts = PlanCounts()
        let planner = FollowUpPlanner(calendar: context.calendar)
        var dates: CustomerDates?
        for trigger in context.catalog.triggers(ofStatus: period.statusID) where trigger.isInForce {
            if trigger.specification.timing.basis.isYearly {
                let known = try dates ?? CustomerDates.of(db, customerID: period.customerID)
                dates = known
                counts += try planYearly(db, known, trigger, customerID: period.customerID, context)
                continue
            }
            let plan = planner.plan(
                .period(period), trigger: trigger, now: context.now, backfill: context.backfill,
                pausedUntil: context.pausedUntil)
            let owner = PlanOwner(kind: .period, id: period.id, customerID: period.customerID)
            for followUp in plan { rows.append(values(followUp, owner, now: context.now)) }
            counts.count(plan, now: context.now)
        }
        return counts
    }

    /// Brings the plan of an open period up to date for the given triggers: rows that planning put where they are move; what fired,
    /// failed, or was decided by a person stays.
    /// - Parameter plannedOnly: move only what is planned; what was skipped or cancelled stays so.
    static func replan(
        _ db: Database, period: StatusPeriod, triggers: [Trigger], _ context: PlanContext, plannedOnly: Bool = false
    ) throws {
        var dates: CustomerDates?
        for trigger in triggers {
            if trigger.specification.timing.basis.isYearly {
                let known = try dates ?? CustomerDates.of(db, customerID: period.customerID)
                dates = known
                _ = try planYearly(
                    db, known, trigger, customerID: period.customerID, context, plannedOnly: plannedOnly)
            } else {
                let owner = PlanOwner(kind: .period, id: period.id, customerID: period.customerID)
                try replan(db, .period(period), owner, trigger, context, plannedOnly: plannedOnly)
            }
        }
    }

    /// The next birthday or anniversary that has not been dealt with.
    @discardableResult
    private static func planYearly(
        _ db: Database, _ dates: CustomerDates, _ trigger: Trigger, customerID: Int64, _ context: PlanContext,
        plannedOnly: Bool = false
    ) throws -> PlanCounts {
        let owner = PlanOwner(kind: .customer, id: customerID, customerID: customerID)
        return try replan(
            db, .customer(birthday: dates.birthday, anniversary: dates.anniversary), owner, trigger, context,
            plannedOnly: plannedOnly)
    }

    /// Brings the plan of one subject for one trigger up to date.
    @discardableResult
    static func replan(
        _ db: Database, _ subject: PlanSubject, _ owner: PlanOwner, _ trigger: Trigger, _ context: PlanContext,
        plannedOnly: Bool
    ) throws -> PlanCounts {
        let recurs = trigger.specification.recurs
        // What a person has put off stays as he wants it, and what comes after it is planned when it is done with.
        if recurs, trigger.isInForce, try isPlannedByPerson(db, owner, triggerID: trigger.id) { return PlanCounts() }
        let round = subject.round(of: trigger)
        let ended =
            recurs
            ? try lastEnded(db, owner, triggerID: trigger.id, round: round, withSkipped: plannedOnly) : nil
        // A rule that is newer than the stay applies to what is to come, as it does to everybody in the status.
        let isNew = plannedOnly ? try !isAnyThere(db, owner, triggerID: trigger.id, round: round) : false
        let plan = FollowUpPlanner(calendar: context.calendar).plan(
            subject, trigger: trigger, now: context.now, backfill: isNew ? .future : context.backfill,
            pausedUntil: context.pausedUntil, after: ended)
        for followUp in plan {
            // Of what recurs, planning decides anew which occurrence comes next, and may call back one that it had put away.
            try upsert(db, followUp, owner, now: context.now, plannedOnly: plannedOnly && !recurs && !isNew)
        }
        if plan.isEmpty || recurs {
            try cancelPlanned(
                db, owner, triggerID: trigger.id, besides: plan.map(\.occurrence), now: context.now,
                reason: trigger.isInForce ? .dueDateMoved : .triggerOff)
        }
        var counts = PlanCounts()
        counts.count(plan, now: context.now)
        return counts
    }

    /// Stores the occurrence that follows one which is done with, in the transaction that ended it.
    static func planNext(
        _ db: Database, _ subject: PlanSubject, _ owner: PlanOwner, _ trigger: Trigger, after occurrence: Int,
        at wanted: Int? = nil, _ context: PlanContext
    ) throws {
        let plan = FollowUpPlanner(calendar: context.calendar).plan(
            subject, trigger: trigger, now: context.now, backfill: .all, pausedUntil: context.pausedUntil,
            after: occurrence, at: wanted)
        for followUp in plan { try upsert(db, followUp, owner, now: context.now, plannedOnly: false) }
    }

    /// Cancels what is planned of one trigger for one subject, but for some occurrences.
    static func cancelPlanned(
        _ db: Database, _ owner: PlanOwner, triggerID: Int64, besides occurrences: [Int] = [], now: Timestamp,
        reason: FollowUpReason
    ) throws {
        let statement = try db.cachedStatement(
            sql: """
                UPDATE followUp SET state = 'cancelled', reason = ?, decidedAt = ?
                WHERE subjectKind = ? AND subjectId = ? AND triggerId = ? AND state IN ('planned', 'held')
                    AND occurrence NOT IN (SELECT value FROM json_each(?)) AND (decidedBy = '\(planner)' OR ?)
                """)
        let kept = "[\(occurrences.map(String.init).joined(separator: ","))]"
        try statement.execute(
            arguments: [reason, now, owner.kind, owner.id, triggerID, kept, reason == .triggerOff])
    }

    /// The last occurrence of a round that planning cannot move any more: it fired, failed, or a person decided on it.
    /// - Parameter withSkipped: also what planning itself left out.
    static func lastEnded(
        _ db: Database, _ owner: PlanOwner, triggerID: Int64, round: Int, withSkipped: Bool = false
    ) throws -> Int? {
        let skipped = withSkipped ? "state = 'skipped'" : "state = 'skipped' AND reason = 'coalesced'"
        return try Int.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT max(occurrence) FROM followUp
                    WHERE subjectKind = ? AND subjectId = ? AND triggerId = ? AND round = ? AND (state IN ('fired', 'suppressed', 'failed')
                        OR (decidedBy <> '\(planner)' AND state NOT IN ('planned', 'cancelled')) OR (\(skipped)))
                    """), arguments: [owner.kind, owner.id, triggerID, round])
    }

    private static func isPlannedByPerson(_ db: Database, _ owner: PlanOwner, triggerID: Int64) throws -> Bool {
        try Int.fetchOne(
            db.cachedStatement(
                sql: """
                    SELECT 1 FROM followUp WHERE subjectKind = ? AND subjectId = ? AND triggerId = ? AND state = 'planned'
                        AND decidedBy <> '\(planner)' LIMIT 1
                    """), arguments: [owner.kind, owner.id, triggerID]) != nil
    }

    private static let columns = [
        "subjectKind", "subjectId", "triggerId", "round", "occurrence", "triggerRevision", "triggerPosition",
        "customerId", "fireAt", "expiresAt", "state", "reason", "decidedAt", "covers", "decidedBy", "isLate",
    ]

    static let toInsert = RowsToInsert(into: "followUp", columns: columns)

    private static func isAnyThere(_ db: Database, _ owner: PlanOwner, triggerID: Int64, round: Int) throws -> Bool {
        try Int.fetchOne(
            db.cachedStatement(
                sql:
                    "SELECT 1 FROM followUp WHERE subjectKind = ? AND subjectId = ? AND triggerId = ? AND round = ? LIMIT 1"
            ),
            arguments: [owner.kind, owner.id, triggerID, round]) != nil
    }

    /// What is held moves too, and stays held while its time has come.
    private static func upsert(
        _ db: Database, _ followUp: PlannedFollowUp, _ owner: PlanOwner, now: Timestamp, plannedOnly: Bool
    ) throws {
        let update = """
            INSERT INTO followUp (\(columns.joined(separator: ", "))) VALUES (\(columns.map { _ in "?" }.joined(separator: ", ")))
            ON CONFLICT (subjectKind, subjectId, triggerId, round, occurrence) DO UPDATE SET
                triggerRevision = excluded.triggerRevision, triggerPosition = excluded.triggerPosition, fireAt = excluded.fireAt,
                expiresAt = excluded.expiresAt, decidedAt = excluded.decidedAt, covers = excluded.covers, decidedBy = excluded.decidedBy,
                state = CASE WHEN state = 'held' AND excluded.state = 'planned' AND excluded.fireAt <= ? THEN 'held' ELSE excluded.state END,
                reason = CASE WHEN state = 'held' AND excluded.state = 'planned' AND excluded.fireAt <= ? THEN reason ELSE excluded.reason END
            WHERE state IN (\(plannedOnly ? "'planned', 'held'" : "'planned', 'held', 'skipped', 'cancelled'")) AND (decidedBy = '\(planner)' OR state = 'cancelled' AND reason = 'statusLeft')
            """
        try db.cachedStatement(sql: update).execute(
            arguments: StatementArguments(values(followUp, owner, now: now)) + [now, now])
    }

    private static func values(
        _ followUp: PlannedFollowUp, _ owner: PlanOwner, now: Timestamp
    ) -> RowsToInsert.Values {
        RowsToInsert.values(
            owner.kind, owner.id, followUp.triggerID, followUp.round, followUp.occurrence, followUp.triggerRevision,
            followUp.triggerPosition, owner.customerID, followUp.fireAt, followUp.expiresAt, followUp.state,
            followUp.reason, followUp.state == .planned ? nil as Timestamp? : now, followUp.covers, planner, false)
    }
}

extension PlanSubject {
    func round(of trigger: Trigger) -> Int { round(of: trigger.specification.timing.basis) }
}
