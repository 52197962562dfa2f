import Domain
import GRDB

extension Store {
    /// Deletes a status. One that customers are in is refused unless a replacement is named; then it is retired at once, and its customers
    /// are moved batch by batch (`replaceBatch`) until it can go.
    /// - Returns: the number of customers that are to be moved.
    public func deleteStatus(code: String, replaceWith replacement: String?, by actor: Actor, now: Timestamp)
        async throws -> Int
    {
        try await writeCatalog { [zones] db in
            let catalog = try Catalog(db, zones: zones)
            let status = try catalog.status(code: code)
            try Self.requireRetirable(status)
            try Self.refuseInOrder(db, status)
            try Self.refuseOnlySuccessor(status, catalog)
            let customers =
                try Int.fetchOne(
                    db, sql: "SELECT count(*) FROM statusPeriod WHERE leftAt IS NULL AND statusId = ?",
                    arguments: [status.id]) ?? 0
            try AuditRows.write(
                db, actor, "delete", .status, status.code, before: StatusTexts.of(status.specification),
                after: ["replacedWith": replacement ?? ""], now: now)
            guard customers > 0 else {
                try Self.remove(db, status)
                try EntryRules.settle(db, zones: zones, now: now)
                return 0
            }
            guard let replacement else {
                throw StoreError(
                    .statusInUse(code: status.code, customers: customers),
                    "\(customers) customers are in status \(status.code); name a status to move them to, or retire it.")
            }
            let target = try catalog.status(code: replacement)
            guard target.id != status.id, !target.isRetired else {
                throw StoreError.invalid("replacement", "is the status itself, or retired")
            }
            try db.execute(sql: "UPDATE status SET isRetired = 1 WHERE id = ?", arguments: [status.id])
            try db.execute(
                sql: """
                    INSERT INTO statusReplacement (statusId, replacementId, orderedBy, orderedAt) VALUES (?, ?, ?, ?)
                    """, arguments: [status.id, target.id, actor.name, now])
            // What would be missed is said now, not when the last customer has been moved.
            try db.inSavepoint {
                try db.execute(sql: "UPDATE status SET isDeleted = 1 WHERE id = ?", arguments: [status.id])
                try EntryRules.settle(db, zones: zones, now: now)
                return .rollback
            }
            return customers
        }
    }

    /// A status that is being emptied, or that another's customers are being moved to, waits for that.
    private static func refuseInOrder(_ db: Database, _ status: Status) throws {
        let order = try Row.fetchOne(
            db,
            sql: """
                SELECT s.code, r.code AS replacement FROM statusReplacement o JOIN status s ON s.id = o.statusId
                JOIN status r ON r.id = o.replacementId WHERE ? IN (o.statusId, o.replacementId)
                """, arguments: [status.id])
        guard let order else { return }
        throw StoreError.invalid(
            "status",
            "is part of a deletion under way: the customers of \(order["code"] as String) are being moved to \(order["replacement"] as String)"
        )
    }

    /// A status that names no successors lets any follow: by losing its only one it would open what it was to keep closed.
    private static func refuseOnlySuccessor(_ status: Status, _ catalog: Catalog) throws {
        let guarding = catalog.orderedStatuses.first { $0.specification.successors == [status.code] }
        guard let guarding else { return }
        throw StoreError.invalid(
            "status", "is the only one that may follow status \(guarding.code); change the successors of that first")
    }

    /// Moves some customers out of a status that is to be deleted, and deletes it when the last has left. The move is the administrator's
    /// decision: transitions, entry rule and reasons do not stand in its way.
    /// - Returns: the number of customers moved, or nil if no status waits.
    public func replaceBatch(limit: Int, now: Timestamp) async throws -> Int? {
        try await write { [self] db in
            guard let order = try Row.fetchOne(db, sql: "SELECT * FROM statusReplacement ORDER BY id LIMIT 1") else {
                return nil
            }
            let catalog = try catalog(db)
            let status = try catalog.status(id: order["statusId"])
            let target = try catalog.status(id: order["replacementId"])
            let turn = WriterTurn(self)
            var moved = 0
            while moved < limit, !turn.isOver {
                // Those that were moved are no longer among them.
                let rows = try Row.fetchAll(
                    db.cachedStatement(sql: Self.periodsToEnd),
                    arguments: [status.id, min(WriterTurn.rowsReadAhead, limit - moved)])
                if rows.isEmpty { break }
                for row in rows {
                    try Self.replace(db, row, with: target, by: order["orderedBy"], catalog: catalog, now: now)
                }
                moved += rows.count
            }
            Failpoint.reach("replacing")
            guard moved == 0 else { return moved }
            try db.execute(sql: "DELETE FROM statusReplacement WHERE id = ?", arguments: [order["id"] as Int64])
            forgetCatalog()
            try Self.remove(db, status)
            return 0
        }
    }

    private static let periodsToEnd = """
        SELECT p.*, c.branchId, c.pausedUntil
        FROM statusPeriod p INDEXED BY statusPeriodStatus JOIN customer c ON c.id = p.customerId
        WHERE p.leftAt IS NULL AND p.statusId = ? ORDER BY p.customerId LIMIT ?
        """

    private static func replace(
        _ db: Database, _ row: Row, with target: Status, by name: String, catalog: Catalog, now: Timestamp
    ) throws {
        let period = PeriodRows.period(row)
        let instant = max(now, period.enteredAt)
        _ = try PeriodRows.close(db, period, at: instant, by: name, now: instant, as: .changed)
        let calendar = catalog.calendar(ofBranch: row["branchId"])
        var entry = PeriodEntry(status: target, enteredAt: instant, recordedAt: instant, by: name)
        entry.note = "The status before was deleted."
        let opened = try PeriodRows.insert(db, customerID: period.customerID, entry, calendar: calendar)
        _ = try Planning.planNew(
            db, period: opened,
            PlanContext(
                catalog: catalog, calendar: calendar, now: now, backfill: .staff, pausedUntil: row["pausedUntil"]))
        try countChange(db, customerID: period.customerID)
        let number =
            try String.fetchOne(db, sql: "SELECT number FROM customer WHERE id = ?", arguments: [period.customerID])
            ?? ""
        try AuditRows.write(
            db, .administrator(name), "replace-status", .customer, number, customerID: period.customerID,
            before: ["status": try catalog.status(id: period.statusID).code], after: ["status": target.code], now: now)
    }

    /// A status without history goes; one that history names stays as a row that nothing lists.
    private static func remove(_ db: Database, _ status: Status) throws {
        try db.execute(
            sql: "DELETE FROM statusSuccessor WHERE statusId = ?1 OR successorId = ?1", arguments: [status.id])
        try db.execute(sql: "DELETE FROM securityGroupStatus WHERE statusId = ?", arguments: [status.id])
        try db.execute(
            sql: "UPDATE \"trigger\" SET isRetired = 1, revision = revision + 1 WHERE statusId = ?",
            arguments: [status.id])
        try db.execute(sql: "DELETE FROM replanOrder WHERE statusId = ?", arguments: [status.id])
        let isNamed = try Int.fetchOne(
            db,
            sql:
                "SELECT 1 FROM statusPeriod WHERE statusId = ?1 UNION ALL SELECT 1 FROM followUp f JOIN \"trigger\" t ON t.id = f.triggerId WHERE t.statusId = ?1 LIMIT 1",
            arguments: [status.id])
        guard isNamed != nil else {
            try db.execute(sql: "DELETE FROM \"trigger\" WHERE statusId = ?", arguments: [status.id])
            try db.execute(sql: "DELETE FROM status WHERE id = ?", arguments: [status.id])
            return
        }
        try db.execute(sql: "UPDATE status SET isRetired = 1, isDeleted = 1 WHERE id = ?", arguments: [status.id])
        // The ledger keeps the rows; the codes are free for whoever adds the status again. No code that a person gives has a tilde.
        try db.execute(
            sql: "UPDATE \"trigger\" SET code = code || '~' || id WHERE statusId = ?", arguments: [status.id])
    }
}
