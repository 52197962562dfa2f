import Domain
import GRDB

extension Store {
    /// Works off part of the oldest order to plan the customers of a status for a new or changed trigger: one transaction, which also
    /// moves the order's cursor, so that it goes on where it was after a crash.
    /// - Returns: the number of periods planned, or nil if there is no order.
    public func replanBatch(limit: Int, now: Timestamp) async throws -> Int? {
        try await write { [self] db in
            guard let order = try Row.fetchOne(db, sql: "SELECT * FROM replanOrder ORDER BY id LIMIT 1") else {
                return nil
            }
            let orderID: Int64 = order["id"]
            let catalog = try catalog(db)
            guard let trigger = catalog.triggers[order["triggerId"]] else {
                try db.execute(sql: "DELETE FROM replanOrder WHERE id = ?", arguments: [orderID])
                return 0
            }
            let deadline = ContinuousClock.now.advanced(by: Self.contendedBatchTime)
            let rows = try Row.fetchAll(
                db.cachedStatement(
                    sql: """
                        SELECT p.*, c.branchId FROM statusPeriod p INDEXED BY statusPeriodStatus JOIN customer c ON c.id = p.customerId
                        WHERE p.leftAt IS NULL AND p.statusId = ? AND p.id > ? AND p.id <= ? ORDER BY p.id LIMIT ?
                        """),
                arguments: [trigger.statusID, order["lastPeriodId"] as Int64, order["upToPeriodId"] as Int64, limit])
            var last: Int64?
            var planned = 0
            for row in rows {
                let period = PeriodRows.period(row)
                try Planning.replan(
                    db, period: period, triggers: [trigger], calendar: catalog.calendar(ofBranch: row["branchId"]),
                    now: now,
                    backfill: order["backfill"])
                last = period.id
                planned += 1
                if ContinuousClock.now >= deadline { break }
            }
            if planned < rows.count || rows.count == limit {
                try db.execute(sql: "UPDATE replanOrder SET lastPeriodId = ? WHERE id = ?", arguments: [last, orderID])
            } else {
                try db.execute(sql: "DELETE FROM replanOrder WHERE id = ?", arguments: [orderID])
            }
            return planned
        }
    }
}
