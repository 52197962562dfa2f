import Domain
import GRDB

extension Store {
    /// Looks whether a customer whose texts have been checked may be added as it is.
    func newCustomer(_ db: Database, _ draft: CustomerDraft, by actor: Actor, now: Timestamp) throws -> NewCustomer {
        let catalog = try catalog(db)
        let status = try draft.status.map(catalog.status(code:)) ?? catalog.initialStatus()
        guard !status.isRetired else {
            throw StoreError.invalid("status", "is \(status.code), which is retired; choose another")
        }
        guard actor.visibility.maySet(status.id) else {
            throw StoreError(.notPermitted, "You may not put customers into status \(status.code); choose another.")
        }
        let reason = try draft.reason.map { try catalog.reason(named: $0, of: status) }
        if let number = draft.number { try Self.requireFree(db, number: number) }
        let places = try CustomerPlaces(db, draft.details, catalog: catalog, actor: actor)
        let calendar = catalog.calendar(ofBranch: places.branchID)
        let enteredAt = try Self.instant(of: draft.entered, calendar: calendar, now: now)
        try Self.requireDueDate(draft.dueOn)
        var entry = PeriodEntry(status: status, enteredAt: enteredAt, recordedAt: now, by: actor.name)
        entry.reasonID = reason?.id
        entry.dueOn = draft.dueOn
        entry.note = draft.note
        return NewCustomer(
            number: try draft.number ?? Self.nextCustomerNumber(db), details: draft.details, places: places,
            calendar: calendar, entry: entry, createdAt: now)
    }

    /// Adds customers, each with its first status period and that period's plan.
    func insertCustomers(
        _ db: Database, _ customers: [NewCustomer], now: Timestamp, backfill: Backfill
    ) throws -> [InsertedCustomer] {
        let catalog = try catalog(db)
        let ids = try CustomerRows.insert(db, customers.map { ($0.number, $0.details, $0.places, $0.createdAt) })
        for (id, customer) in zip(ids, customers) {
            try Self.keepAhead(db, of: customer.number)
            guard customer.activatedOn != nil || customer.pausedUntil != nil else { continue }
            try db.execute(
                sql: "UPDATE customer SET activatedOn = coalesce(?, activatedOn), pausedUntil = ? WHERE id = ?",
                arguments: [customer.activatedOn, customer.pausedUntil, id])
        }
        let periods = try PeriodRows.insert(db, zip(ids, customers).map { ($0, $1.entry, $1.calendar) })
        var planned = Planning.toInsert
        let plans = try zip(periods, customers).map { period, customer in
            try Planning.planNew(
                db, period: period,
                PlanContext(
                    catalog: catalog, calendar: customer.calendar, now: now, backfill: backfill,
                    pausedUntil: customer.pausedUntil), into: &planned)
        }
        try planned.write(db)
        return customers.indices.map { index in
            InsertedCustomer(
                id: ids[index], number: customers[index].number, status: customers[index].entry.status,
                plan: plans[index])
        }
    }
}
