import Domain
import GRDB

extension Store {
    /// Makes two customers one: everything the duplicate has goes to the survivor, its open stay closes as merged, and its number finds the
    /// survivor from then on. The survivor's fields stay; those it lacks are taken from the duplicate.
    /// - Returns: the survivor's version.
    public func mergeCustomer(
        number: String, into survivorNumber: String, expectedVersion: Int?, by actor: Actor, now: Timestamp
    ) async throws -> Int {
        try await write { [self] db in
            let duplicate = try Self.find(db, number: number, actor: actor)
            let survivor = try Self.find(db, number: survivorNumber, actor: actor, expectedVersion: expectedVersion)
            guard duplicate.id != survivor.id else { throw StoreError.invalid("into", "is the same customer") }
            let old = try Self.details(db, id: survivor.id)
            let other = try Self.details(db, id: duplicate.id)
            try Self.moveDepartments(db, from: duplicate, to: survivor)
            _ = try PeriodRows.close(
                db, duplicate.period, at: max(now, duplicate.period.enteredAt), by: actor.name,
                now: max(now, duplicate.period.enteredAt), as: .merged)
            try Self.moveRecords(db, from: duplicate.id, to: survivor.id)
            let merged = old.completed(by: other)
            try Self.complete(db, survivor, from: duplicate.id)
            try db.execute(sql: "DELETE FROM customer WHERE id = ?", arguments: [duplicate.id])
            try db.execute(
                sql: "INSERT INTO formerNumber (number, customerId) VALUES (?, ?)",
                arguments: [duplicate.number, survivor.id])
            try Self.countChange(db, customerID: survivor.id)
            try plan(db, survivor, after: duplicate, by: actor, now: now)
            try AuditRows.write(
                db, actor, "merge", .customer, duplicate.number, customerID: survivor.id,
                before: CustomerTexts.of(other),
                after: ["into": survivor.number], now: now)
            try AuditRows.write(
                db, actor, "merge", .customer, survivor.number, customerID: survivor.id, before: CustomerTexts.of(old),
                after: CustomerTexts.of(merged).merging(["merged": duplicate.number]) { $1 }, now: now)
            return survivor.version + 1
        }
    }

    /// The survivor may have taken over a branch, and so a calendar; the later pause of the two holds.
    private func plan(
        _ db: Database, _ survivor: FoundCustomer, after duplicate: FoundCustomer, by actor: Actor, now: Timestamp
    ) throws {
        let pausedUntil = [survivor.pausedUntil, duplicate.pausedUntil].compactMap { $0 }.max()
        try db.execute(sql: "UPDATE customer SET pausedUntil = ? WHERE id = ?", arguments: [pausedUntil, survivor.id])
        let catalog = try catalog(db)
        let calendar = catalog.calendar(ofBranch: survivor.branchID ?? duplicate.branchID)
        // It may have taken over a birthday too.
        try Planning.replan(
            db, period: survivor.period,
            triggers: catalog.triggers(ofStatus: survivor.period.statusID).filter {
                $0.specification.timing.basis.isYearly
            },
            PlanContext(catalog: catalog, calendar: calendar, now: now, backfill: .all, pausedUntil: pausedUntil))
        guard pausedUntil != survivor.pausedUntil || calendar.code != catalog.calendar(ofBranch: survivor.branchID).code
        else { return }
        try recount(db, survivor.period, calendar: calendar, catalog: catalog, now: now, pausedUntil: pausedUntil)
    }

    private static func details(_ db: Database, id: Int64) throws -> CustomerDetails {
        let (sql, arguments) = try CustomerRecord.select(for: .automation).statement(beginningWith: nil).build(db)
        guard
            let row = try Row.fetchOne(
                db, sql: sql + " WHERE c.id = ? AND p.leftAt IS NULL", arguments: arguments + [id])
        else {
            throw StoreError.customerNotFound("#\(id)")
        }
        return try CustomerRows.details(row, db)
    }

    /// The duplicate's departments become the survivor's. A survivor that is a department of the duplicate, at whatever depth, moves up to
    /// where the duplicate stood.
    private static func moveDepartments(_ db: Database, from duplicate: FoundCustomer, to survivor: FoundCustomer)
        throws
    {
        try db.execute(
            sql: """
                UPDATE customer SET parentId = (SELECT parentId FROM customer WHERE id = ?1)
                WHERE id = ?2 AND ?1 IN (
                    WITH RECURSIVE above (id) AS (
                        SELECT parentId FROM customer WHERE id = ?2
                        UNION SELECT c.parentId FROM customer c JOIN above ON c.id = above.id WHERE c.parentId IS NOT NULL)
                    SELECT id FROM above)
                """, arguments: [duplicate.id, survivor.id])
        try db.execute(sql: "UPDATE customer SET parentId = NULL WHERE id = ?", arguments: [duplicate.id])
        try db.execute(
            sql: "UPDATE customer SET parentId = ? WHERE parentId = ?", arguments: [survivor.id, duplicate.id])
    }

    private static func moveRecords(_ db: Database, from duplicate: Int64, to survivor: Int64) throws {
        for table in ["statusPeriod", "followUp", "task", "message", "note", "formerNumber", "audit"] {
            try db.execute(
                sql: "UPDATE \(table) SET customerId = ? WHERE customerId = ?", arguments: [survivor, duplicate])
        }
        try db.execute(
            sql:
                "INSERT OR IGNORE INTO customerTag (customerId, tag) SELECT ?, tag FROM customerTag WHERE customerId = ?",
            arguments: [survivor, duplicate])
        try db.execute(
            sql:
                "INSERT OR IGNORE INTO customField (customerId, name, value) SELECT ?, name, value FROM customField WHERE customerId = ?",
            arguments: [survivor, duplicate])
    }

    /// Columns that the survivor lacks are taken over as they stand.
    private static func complete(
        _ db: Database, _ survivor: FoundCustomer, from duplicate: Int64
    ) throws {
        let columns = [
            "department", "branchId", "ownerId", "email", "phone", "mobile", "website", "street", "city", "postalCode",
            "country",
            "accountType", "leadSource", "birthday", "anniversary", "lastPaymentOn", "yearToDateSales",
            "receivableBalance",
            "lifetimeSales",
        ]
        let takes = columns.map { "\($0) = coalesce(\($0), (SELECT d.\($0) FROM customer d WHERE d.id = ?1))" }
        // What one of the two does not want, the one they are now does not want either.
        let wishes = ["doNotMarket", "doNotCall", "optOutEmail", "optOutSms", "optOutLetter"]
            .map { "\($0) = max(\($0), (SELECT d.\($0) FROM customer d WHERE d.id = ?1))" }
        let earliest =
            "activatedOn = coalesce(min(activatedOn, (SELECT d.activatedOn FROM customer d WHERE d.id = ?1)), activatedOn, (SELECT d.activatedOn FROM customer d WHERE d.id = ?1))"
        try db.execute(
            sql: "UPDATE customer SET \((takes + wishes + [earliest]).joined(separator: ", ")) WHERE id = ?2",
            arguments: [duplicate, survivor.id])
    }
}

extension CustomerDetails {
    /// With what is not known here taken from another.
    func completed(by other: CustomerDetails) -> CustomerDetails {
        var details = self
        for field in CustomerField.allCases where field.text(in: details).isEmpty && field != .parent {
            // What was written by this very field is in its notation.
            try? field.set(field.text(in: other), in: &details)
        }
        details.contact.optOuts.formUnion(other.contact.optOuts)
        details.tags.formUnion(other.tags)
        details.customFields.merge(other.customFields) { own, _ in own }
        return details
    }
}
