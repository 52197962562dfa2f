import Domain
import GRDB

extension Store {
    /// Sets the open period's due date to a day, or back to what the stay's duration gives, and plans the due-based follow-ups anew.
    ///
    /// If one of this round has fired, or could not, and the customer is not overdue any more, a new round begins, so that an extended customer
    /// is watched again. In a new round only what is to come fires: a reminder that lay before the old due date is not repeated.
    public func setDueDate(
        number: String, on date: CivilDate?, expectedVersion: Int?, by actor: Actor, now: Timestamp
    ) async throws -> DueDate? {
        try await write { [self] db in
            let customer = try Self.find(db, number: number, actor: actor, expectedVersion: expectedVersion)
            return try setDueDate(db, customer, on: date, by: actor, now: now)
        }
    }

    func setDueDate(
        _ db: Database, _ customer: FoundCustomer, on date: CivilDate?, by actor: Actor, now: Timestamp
    ) throws -> DueDate? {
        try Self.requireDueDate(date)
        let catalog = try catalog(db)
        let period = customer.period
        let calendar = catalog.calendar(ofBranch: customer.branchID)
        let due =
            date.map(calendar.dueDate(on:))
            ?? period.duration.map { calendar.dueDate(of: $0, enteredAt: period.enteredAt) }
        try moveDueDate(
            db, period, to: due, isOverridden: date != nil, calendar: calendar, catalog: catalog, now: now,
            pausedUntil: customer.pausedUntil)
        try Self.countChange(db, customerID: customer.id)
        try AuditRows.write(
            db, actor, "set-due-date", .customer, customer.number, customerID: customer.id,
            before: ["dueOn": period.due?.on.description ?? ""], after: ["dueOn": due?.on.description ?? ""], now: now)
        return due
    }

    /// Moves the due date of an open period, and plans what hangs on it.
    func moveDueDate(
        _ db: Database, _ period: StatusPeriod, to due: DueDate?, isOverridden: Bool, calendar: BusinessCalendar,
        catalog: Catalog,
        now: Timestamp, pausedUntil: CivilDate?
    ) throws {
        let triggers = catalog.triggers(ofStatus: period.statusID).filter(\.specification.timing.basis.isDueBased)
        let beginsRound =
            try Self.hasComeDue(db, period: period, triggers: triggers) && (due.map { $0.overdueAt > now } ?? false)
        if beginsRound {
            for trigger in triggers {
                try Planning.cancelPlanned(
                    db, PlanOwner(kind: .period, id: period.id, customerID: period.customerID), triggerID: trigger.id,
                    now: now, reason: .dueDateMoved)
            }
        }
        try db.execute(
            sql: """
                UPDATE statusPeriod SET dueOn = ?, overdueAt = ?, isDueOverridden = ?, round = round + ? WHERE id = ?
                """, arguments: [due?.on, due?.overdueAt, isOverridden, beginsRound ? 1 : 0, period.id])
        guard let moved = try PeriodRows.open(db, customerID: period.customerID) else { return }
        try Planning.replan(
            db, period: moved, triggers: triggers,
            PlanContext(
                catalog: catalog, calendar: calendar, now: now, backfill: beginsRound ? .future : .staff,
                pausedUntil: pausedUntil))
    }

    private static func hasComeDue(_ db: Database, period: StatusPeriod, triggers: [Trigger]) throws -> Bool {
        for trigger in triggers {
            let came = try Int.fetchOne(
                db,
                sql: """
                    SELECT 1 FROM followUp WHERE subjectKind = 'period' AND subjectId = ? AND triggerId = ? AND round = ?
                    AND state IN ('fired', 'suppressed', 'failed')
                    """, arguments: [period.id, trigger.id, period.round])
            if came != nil { return true }
        }
        return false
    }
}
