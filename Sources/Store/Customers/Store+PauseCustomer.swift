import Domain
import GRDB

extension Store {
    /// Lets nothing fire for the customer before a day, or ends such a pause. Due dates stay; what a person has rescheduled stays too.
    public func pauseCustomer(
        number: String, until date: CivilDate?, expectedVersion: Int?, by actor: Actor, now: Timestamp
    ) async throws {
        try await write { [self] db in
            let customer = try Self.find(db, number: number, actor: actor, expectedVersion: expectedVersion)
            try pause(db, customer, until: date, by: actor, now: now)
        }
    }

    func pause(
        _ db: Database, _ customer: FoundCustomer, until date: CivilDate?, by actor: Actor, now: Timestamp
    ) throws {
        let catalog = try catalog(db)
        let calendar = catalog.calendar(ofBranch: customer.branchID)
        if let date, date <= calendar.zone.civilDate(at: now) {
            throw StoreError.invalid("until", "is not a day to come")
        }
        try db.execute(
            sql: "UPDATE customer SET pausedUntil = ? WHERE id = ?", arguments: [date, customer.id])
        let context = PlanContext(catalog: catalog, calendar: calendar, now: now, backfill: .all, pausedUntil: date)
        try Planning.replan(
            db, period: customer.period, triggers: catalog.triggers(ofStatus: customer.period.statusID), context,
            plannedOnly: true)
        try TaskMaking.replanOpen(db, customerID: customer.id, context)
        try Self.countChange(db, customerID: customer.id)
        try AuditRows.write(
            db, actor, "pause", .customer, customer.number, customerID: customer.id,
            before: ["pausedUntil": customer.pausedUntil?.description ?? ""],
            after: ["pausedUntil": date?.description ?? ""], now: now)
    }
}
