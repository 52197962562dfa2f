import Domain
import GRDB

extension Store {
    /// Adds a customer with the history that its row brings.
    func addWithHistory(
        _ db: Database, _ customer: ImportedCustomer, backfill: Backfill, by actor: Actor, now: Timestamp
    ) throws -> InsertedCustomer {
        let draft = try Self.draft(customer)
        let catalog = try catalog(db)
        try ImportedHistory.check(db, customer.history, catalog: catalog, now: now)
        guard let number = draft.number else { throw ImportRowError(reason: "it has a history and no number") }
        try Self.requireFree(db, number: number)
        let places = try CustomerPlaces(db, draft.details, catalog: catalog, actor: actor)
        let id = try CustomerRows.insert(
            db, number: number, draft.details, places, createdAt: min(customer.createdAt ?? now, now))
        try Self.keepAhead(db, of: number)
        try db.execute(
            sql: "UPDATE customer SET activatedOn = ?, pausedUntil = ? WHERE id = ?",
            arguments: [customer.activatedOn, customer.pausedUntil, id])
        let period = try ImportedHistory.insert(db, customer.history, customerID: id, catalog: catalog)
        guard actor.visibility.maySet(period.statusID) else {
            throw StoreError(.notPermitted, "You may not put customers into that status.")
        }
        let plan = try Planning.planNew(
            db, period: period,
            PlanContext(
                catalog: catalog, calendar: catalog.calendar(ofBranch: places.branchID), now: now,
                backfill: backfill, pausedUntil: customer.pausedUntil))
        return InsertedCustomer(id: id, number: number, status: try catalog.status(id: period.statusID), plan: plan)
    }
}
