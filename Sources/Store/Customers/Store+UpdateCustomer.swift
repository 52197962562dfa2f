import Domain
import GRDB

extension Store {
    /// Changes what is known of a customer: the fields named, the others stay.
    /// - Returns: the version it has then; the same as before if nothing was to be changed.
    public func updateCustomer(
        number: String, _ edit: CustomerEdit, expectedVersion: Int?, by actor: Actor, now: Timestamp
    ) async throws -> Int {
        try await write { [self] db in
            let customer = try Self.find(db, number: number, actor: actor, expectedVersion: expectedVersion)
            return try update(db, customer, edit, by: actor, now: now) ? customer.version + 1 : customer.version
        }
    }

    /// - Returns: whether anything was changed.
    func update(
        _ db: Database, _ customer: FoundCustomer, _ edit: CustomerEdit, isImported: Bool = false, by actor: Actor,
        now: Timestamp
    ) throws -> Bool {
        let catalog = try catalog(db)
        let (sql, arguments) = try CustomerRecord.select(for: actor).statement(beginningWith: nil).build(db)
        guard
            let row = try Row.fetchOne(
                db, sql: sql + " WHERE p.leftAt IS NULL AND c.id = ?", arguments: arguments + [customer.id])
        else { throw StoreError.customerNotFound(customer.number) }
        let old = try CustomerRows.details(row, db)
        let wanted: CustomerDetails
        do { wanted = try edit.applied(to: old) } catch { throw StoreError.invalid(error.field, error.objection) }
        let new = try OptOutRows.applied(db, id: customer.id, to: wanted, from: old, isImported: isImported)
        guard new != old else { return false }
        let objections = new.objections()
        guard objections.isEmpty else { throw StoreError(objections: objections) }
        let places = try CustomerPlaces.changed(db, from: row, old, to: new, catalog: catalog, actor: actor)
        try Self.refuseCycle(db, customer, parentID: places.parentID)
        try CustomerRows.update(db, id: customer.id, new, places)
        try Self.countChange(db, customerID: customer.id)
        let calendar = catalog.calendar(ofBranch: places.branchID)
        if new.birthday != old.birthday || new.anniversary != old.anniversary {
            try Planning.replan(
                db, period: customer.period,
                triggers: catalog.triggers(ofStatus: customer.period.statusID).filter {
                    $0.specification.timing.basis.isYearly
                },
                PlanContext(
                    catalog: catalog, calendar: calendar, now: now, backfill: .all, pausedUntil: customer.pausedUntil))
        }
        if calendar.code != catalog.calendar(ofBranch: customer.branchID).code {
            try recount(
                db, customer.period, calendar: calendar, catalog: catalog, now: now, pausedUntil: customer.pausedUntil)
        }
        try AuditRows.write(
            db, actor, "edit", .customer, customer.number, customerID: customer.id, before: CustomerTexts.of(old),
            after: Self.texts(of: new, besides: old), now: now)
        return true
    }

    /// With an empty text for what is gone, so that the trail tells that it was removed.
    private static func texts(of new: CustomerDetails, besides old: CustomerDetails) -> [String: String] {
        let gone = CustomerTexts.of(old).mapValues { _ in "" }
        return gone.merging(CustomerTexts.of(new)) { $1 }
    }

    private static func refuseCycle(_ db: Database, _ customer: FoundCustomer, parentID: Int64?) throws {
        guard let parentID else { return }
        let isBelow = try Int.fetchOne(
            db,
            sql: """
                WITH RECURSIVE above (id) AS (
                    SELECT ? UNION SELECT c.parentId FROM customer c JOIN above ON c.id = above.id WHERE c.parentId IS NOT NULL)
                SELECT 1 FROM above WHERE id = ?
                """, arguments: [parentID, customer.id])
        guard isBelow == nil else {
            throw StoreError.invalid("parent", "is customer \(customer.number) itself, or one of its departments")
        }
    }
}
