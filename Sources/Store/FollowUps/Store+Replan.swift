import Domain
import GRDB

extension Store {
    /// Works off part of the oldest order to plan the customers of a status for a new or changed rule: one transaction, which also
    /// moves the order's cursor, so that it goes on where it was after a crash.
    /// - Returns: the number of periods planned, or nil if there is no order.
    public func replanBatch(limit: Int, now: Timestamp) async throws -> Int? {
        try await write { [self] db in
            guard let order = try Row.fetchOne(db, sql: "SELECT * FROM replanOrder ORDER BY id LIMIT 1") else {
                return nil
            }
            let orderID: Int64 = order["id"]
            let catalog = try catalog(db)
            let turn = WriterTurn(self)
            let isOfStatus = (order["statusId"] as Int64?) != nil
            let query = try db.cachedStatement(sql: isOfStatus ? Self.periodsToPlan : Self.tasksToPlan)
            var last: Int64 = order["lastId"]
            var planned = 0
            var isComplete = false
            while !isComplete, planned < limit, !turn.isOver {
                let count = min(WriterTurn.rowsReadAhead, limit - planned)
                let rows = try Row.fetchAll(
                    query,
                    arguments: (isOfStatus ? [order["statusId"] as Int64?] : []) + [
                        last, order["upToId"] as Int64, count,
                    ])
                for row in rows {
                    if isOfStatus {
                        try replan(db, row, for: order, catalog: catalog, now: now)
                    } else {
                        try replanTask(db, row, for: order, catalog: catalog, now: now)
                    }
                    last = isOfStatus ? row["customerId"] : row["id"]
                }
                planned += rows.count
                isComplete = rows.count < count
            }
            if isComplete {
                try db.execute(sql: "DELETE FROM replanOrder WHERE id = ?", arguments: [orderID])
            } else {
                try db.execute(sql: "UPDATE replanOrder SET lastId = ? WHERE id = ?", arguments: [last, orderID])
            }
            Failpoint.reach("replanning")
            return planned
        }
    }

    private static let periodsToPlan = """
        SELECT p.*, c.branchId, c.pausedUntil
        FROM statusPeriod p INDEXED BY statusPeriodStatus JOIN customer c ON c.id = p.customerId
        WHERE p.leftAt IS NULL AND p.statusId = ? AND p.customerId > ? AND p.id <= ? ORDER BY p.customerId LIMIT ?
        """

    private static let tasksToPlan = """
        SELECT t.*, c.branchId, c.pausedUntil FROM task t INDEXED BY taskStillOpen JOIN customer c ON c.id = t.customerId
        WHERE t.id > ? AND t.id <= ? AND t.closedAt IS NULL ORDER BY t.id LIMIT ?
        """

    /// A rule of tasks has changed: those that are open follow it from now on.
    private func replanTask(_ db: Database, _ row: Row, for order: Row, catalog: Catalog, now: Timestamp) throws {
        guard let trigger = catalog.triggers[order["triggerId"]] else { return }
        let calendar = catalog.calendar(ofBranch: row["branchId"])
        let task = WatchedTask(row, calendar: calendar)
        guard try !TaskMaking.makers(db, of: task.id).contains(trigger.id) else { return }
        try Planning.replan(
            db, .task(task.plan), PlanOwner(kind: .task, id: task.id, customerID: task.customerID), trigger,
            PlanContext(
                catalog: catalog, calendar: calendar, now: now, backfill: order["backfill"],
                pausedUntil: row["pausedUntil"]), plannedOnly: false)
    }

    private func replan(_ db: Database, _ row: Row, for order: Row, catalog: Catalog, now: Timestamp) throws {
        let period = PeriodRows.period(row)
        let calendar = catalog.calendar(ofBranch: row["branchId"])
        if let triggerID: Int64 = order["triggerId"] {
            guard let trigger = catalog.triggers[triggerID] else { return }
            return try Planning.replan(
                db, period: period, triggers: [trigger],
                PlanContext(
                    catalog: catalog, calendar: calendar, now: now, backfill: order["backfill"],
                    pausedUntil: row["pausedUntil"]))
        }
        if order["isFutureOnly"] {
            return try recount(
                db, period, calendar: calendar, catalog: catalog, now: now, pausedUntil: row["pausedUntil"])
        }
        guard !period.isDueOverridden else { return }
        let duration = try catalog.status(id: period.statusID).specification.duration
        try db.cachedStatement(sql: "UPDATE statusPeriod SET duration = ? WHERE id = ?").execute(arguments: [
            duration, period.id,
        ])
        let due = duration.map { calendar.dueDate(of: $0, enteredAt: period.enteredAt) }
        guard due != period.due else { return }
        try moveDueDate(
            db, period, to: due, isOverridden: false, calendar: calendar, catalog: catalog, now: now,
            pausedUntil: row["pausedUntil"])
    }

    /// Another calendar dates the customer: a due date to come is counted anew, or, where a person set the day, its end in the zone; what has
    /// not fired is planned anew (DESIGN 2.2).
    func recount(
        _ db: Database, _ period: StatusPeriod, calendar: BusinessCalendar, catalog: Catalog, now: Timestamp,
        pausedUntil: CivilDate?
    ) throws {
        let due =
            period.isDueOverridden
            ? period.due.map { calendar.dueDate(on: $0.on) }
            : period.duration.map { calendar.dueDate(of: $0, enteredAt: period.enteredAt) }
        if let old = period.due, old.overdueAt > now, let due {
            try db.cachedStatement(sql: "UPDATE statusPeriod SET dueOn = ?, overdueAt = ? WHERE id = ?")
                .execute(arguments: [due.on, due.overdueAt, period.id])
        }
        guard let open = try PeriodRows.open(db, customerID: period.customerID) else { return }
        let context = PlanContext(
            catalog: catalog, calendar: calendar, now: now, backfill: .all, pausedUntil: pausedUntil)
        try Planning.replan(
            db, period: open, triggers: catalog.triggers(ofStatus: open.statusID), context, plannedOnly: true)
        try TaskMaking.replanOpen(db, customerID: open.customerID, context)
    }

    /// Orders that the customers now in a status be planned anew for one trigger; without a status, the open tasks.
    static func orderReplan(_ db: Database, triggerID: Int64, statusID: Int64?, backfill: Backfill, now: Timestamp)
        throws
    {
        try insertOrder(db, statusID: statusID, triggerID: triggerID, backfill: backfill, now: now)
    }

    /// Orders that the due dates of the customers now in a status be counted anew, but for those that a person set.
    static func orderRecount(_ db: Database, statusID: Int64, now: Timestamp) throws {
        try insertOrder(db, statusID: statusID, triggerID: nil, backfill: .staff, now: now)
    }

    /// Orders that everybody be planned anew, since a calendar has changed.
    static func orderRecountOfAll(_ db: Database, now: Timestamp) throws {
        let statuses = try Int64.fetchAll(db, sql: "SELECT DISTINCT statusId FROM statusPeriod WHERE leftAt IS NULL")
        for id in statuses {
            try insertOrder(db, statusID: id, triggerID: nil, backfill: .all, isFutureOnly: true, now: now)
        }
    }

    private static func insertOrder(
        _ db: Database, statusID: Int64?, triggerID: Int64?, backfill: Backfill, isFutureOnly: Bool = false,
        now: Timestamp
    ) throws {
        let isInUse = try Int.fetchOne(
            db,
            sql: statusID == nil
                ? "SELECT 1 FROM task WHERE closedAt IS NULL AND ? IS NULL LIMIT 1"
                : "SELECT 1 FROM statusPeriod WHERE statusId = ? AND leftAt IS NULL LIMIT 1", arguments: [statusID])
        guard isInUse != nil else { return }
        let table = statusID == nil ? "task" : "statusPeriod"
        try db.execute(
            sql: """
                INSERT INTO replanOrder (statusId, triggerId, isFutureOnly, backfill, createdAt, lastId, upToId)
                VALUES (?, ?, ?, ?, ?, 0, (SELECT coalesce(max(id), 0) FROM \(table)))
                """,
            arguments: [statusID, triggerID, isFutureOnly, backfill, now])
    }
}
