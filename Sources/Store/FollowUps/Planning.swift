import Domain
import GRDB

/// How many follow-ups a planning made, by what becomes of them.
public struct PlanCounts: Hashable, Sendable {
    /// Planned for an instant that is past: they fire at the next scan, marked late.
    public var firesNow = 0
    public var firesLater = 0
    public var skipped = 0

    public init() {}

    mutating func count(_ plan: [PlannedFollowUp], now: Timestamp) {
        for followUp in plan {
            if followUp.state == .skipped {
                skipped += 1
            } else if followUp.fireAt <= now {
                firesNow += 1
            } else {
                firesLater += 1
            }
        }
    }
}

/// Writes plans, in the transaction of whatever made them necessary.
enum Planning {
    static let planner = "planner"

    /// Plans an open period for the first time.
    static func planNew(
        _ db: Database, period: StatusPeriod, calendar: BusinessCalendar, catalog: Catalog, now: Timestamp,
        backfill: Backfill, pausedUntil: CivilDate?
    ) throws -> PlanCounts {
        let triggers = catalog.triggers(ofStatus: period.statusID)
        let plan = FollowUpPlanner(calendar: calendar)
            .plan(period, triggers: triggers, now: now, backfill: backfill, pausedUntil: pausedUntil)
        for followUp in plan { try insert(db, followUp, period: period, now: now) }
        var counts = PlanCounts()
        counts.count(plan, now: now)
        return counts
    }

    /// Brings the plan of an open period up to date for the given triggers: rows that planning put where they are move; what fired,
    /// failed, or was decided by a person stays.
    /// - Parameter plannedOnly: move only what is planned; what was skipped or cancelled stays so.
    static func replan(
        _ db: Database, period: StatusPeriod, triggers: [Trigger], calendar: BusinessCalendar, now: Timestamp,
        backfill: Backfill, pausedUntil: CivilDate?, plannedOnly: Bool = false
    ) throws {
        let planner = FollowUpPlanner(calendar: calendar)
        let plan = planner.plan(period, triggers: triggers, now: now, backfill: backfill, pausedUntil: pausedUntil)
        for followUp in plan {
            if plannedOnly, try !isThere(db, followUp, period) { continue }
            try upsert(db, followUp, period: period, now: now, plannedOnly: plannedOnly)
        }
        if plannedOnly {
            // A rule that is newer than the stay applies to what is to come, as it does to everybody in the status.
            let late = planner.plan(period, triggers: triggers, now: now, backfill: .future, pausedUntil: pausedUntil)
            for followUp in late {
                if try isThere(db, followUp, period) { continue }
                try insert(db, followUp, period: period, now: now)
            }
        }
        for trigger in triggers where !plan.contains(where: { $0.triggerID == trigger.id }) {
            try cancelPlanned(
                db, period: period, triggerID: trigger.id, now: now,
                reason: trigger.isInForce ? .dueDateMoved : .triggerOff)
        }
    }

    /// Cancels what is planned of one trigger in one period.
    static func cancelPlanned(
        _ db: Database, period: StatusPeriod, triggerID: Int64, now: Timestamp, reason: FollowUpReason
    ) throws {
        try db.cachedStatement(
            sql: """
                UPDATE followUp SET state = 'cancelled', reason = ?, decidedAt = ?, decidedBy = ?
                WHERE subjectKind = 'period' AND subjectId = ? AND triggerId = ? AND state IN ('planned', 'held')
                """
        ).execute(arguments: [reason, now, planner, period.id, triggerID])
    }

    private static let columns = """
        INSERT INTO followUp (subjectKind, subjectId, triggerId, round, occurrence, triggerRevision, triggerPosition, customerId,
            fireAt, expiresAt, state, reason, decidedAt, decidedBy, isLate)
        VALUES ('period', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '\(planner)', 0)
        """

    private static func insert(
        _ db: Database, _ followUp: PlannedFollowUp, period: StatusPeriod, now: Timestamp
    ) throws {
        try db.cachedStatement(sql: columns).execute(arguments: arguments(followUp, period: period, now: now))
    }

    private static func isThere(_ db: Database, _ followUp: PlannedFollowUp, _ period: StatusPeriod) throws -> Bool {
        let statement = try db.cachedStatement(
            sql: """
                SELECT 1 FROM followUp
                WHERE subjectKind = 'period' AND subjectId = ? AND triggerId = ? AND round = ? AND occurrence = ?
                """)
        return try Int.fetchOne(
            statement, arguments: [period.id, followUp.triggerID, followUp.round, followUp.occurrence]) != nil
    }

    private static func upsert(
        _ db: Database, _ followUp: PlannedFollowUp, period: StatusPeriod, now: Timestamp, plannedOnly: Bool
    ) throws {
        let update = """
            \(columns)
            ON CONFLICT (subjectKind, subjectId, triggerId, round, occurrence) DO UPDATE SET
                triggerRevision = excluded.triggerRevision, triggerPosition = excluded.triggerPosition, fireAt = excluded.fireAt,
                expiresAt = excluded.expiresAt, state = excluded.state, reason = excluded.reason, decidedAt = excluded.decidedAt
            WHERE state IN (\(plannedOnly ? "'planned'" : "'planned', 'skipped', 'cancelled'")) AND decidedBy = '\(planner)'
            """
        try db.cachedStatement(sql: update).execute(arguments: arguments(followUp, period: period, now: now))
    }

    private static func arguments(
        _ followUp: PlannedFollowUp, period: StatusPeriod, now: Timestamp
    ) -> StatementArguments {
        [
            period.id, followUp.triggerID, followUp.round, followUp.occurrence, followUp.triggerRevision,
            followUp.triggerPosition, period.customerID, followUp.fireAt, followUp.expiresAt, followUp.state,
            followUp.reason,
            followUp.state == .planned ? nil : now,
        ]
    }
}
