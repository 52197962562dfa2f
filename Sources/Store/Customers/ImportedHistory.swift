import Domain
import GRDB

/// The stays of an exported customer on their way into another database, each checked before any is written.
enum ImportedHistory {
    /// - Throws: `ImportRowError` for the first stay that cannot have been.
    static func check(_ db: Database, _ history: [ExportedPeriod], catalog: Catalog, now: Timestamp) throws {
        guard Set(history.map(\.uuid)).count == history.count else {
            throw ImportRowError(reason: "two stays of its history have one identifier")
        }
        guard history.filter({ $0.leftAt == nil }).count == 1 else {
            throw ImportRowError(reason: "its history has not exactly one stay without an end")
        }
        for (index, period) in history.enumerated() {
            func refuse(_ what: String) -> ImportRowError {
                ImportRowError(reason: "stay \(index + 1) of its history \(what)")
            }
            guard let uuid = PeriodUUID(period.uuid) else { throw refuse("has no identifier of 32 hexadecimal digits") }
            guard try Int.fetchOne(db, sql: "SELECT 1 FROM statusPeriod WHERE uuid = ?", arguments: [uuid]) == nil
            else {
                throw refuse("is in this database already; leave out the column history to add another customer")
            }
            guard let status = catalog.statusIDs[period.status].flatMap({ catalog.statuses[$0] }) else {
                throw refuse("is in the unknown status \(period.status)")
            }
            if let reason = period.reason, !status.reasons.contains(where: { $0.code == reason }) {
                throw refuse("has the unknown reason \(reason)")
            }
            guard period.enteredAt >= Store.earliestEntry.milliseconds, period.enteredAt <= now.milliseconds,
                period.enteredAt <= period.leftAt ?? .max,
                period.enteredAt <= period.recordedAt, (period.leftAt ?? 0) <= now.milliseconds
            else { throw refuse("has instants out of order, or to come") }
            guard (period.dueOn == nil) == (period.overdueAt == nil), period.dueOn.map({ CivilDate($0) != nil }) ?? true
            else {
                throw refuse("has half a due date, or none that is written like 2026-12-31")
            }
            guard isDueDateOne(period), period.duration.map({ TimeSpan($0) != nil }) ?? true else {
                throw refuse(
                    "has a due date whose day and instant are not the same, or a duration not written like 5 days")
            }
            let isWhole =
                (period.leftAt == nil) == (period.leftBy == nil) && (period.leftAt == nil) == (period.ending == nil)
            guard isWhole, period.ending.map({ PeriodEnding(rawValue: $0) != nil }) ?? true, period.round >= 0 else {
                throw refuse("has an end that is not whole, or a negative round")
            }
            for text in [period.note, period.enteredBy, period.leftBy ?? ""] {
                if let objection = FieldRule.body.objection(to: text) { throw refuse("has a text that \(objection)") }
            }
        }
    }

    /// The instant of being overdue lies in the due day or at its end, in whatever zone that was.
    private static func isDueDateOne(_ period: ExportedPeriod) -> Bool {
        guard let date = period.dueOn.flatMap(CivilDate.init(_:)), let overdueAt = period.overdueAt else { return true }
        let start = ZoneRules.utc.startOfDay(date).milliseconds
        return (start - 15 * 3_600_000...start + (24 + 15) * 3_600_000).contains(overdueAt)
    }

    /// - Returns: the open stay.
    static func insert(
        _ db: Database, _ history: [ExportedPeriod], customerID: Int64, catalog: Catalog
    ) throws -> StatusPeriod {
        for period in history {
            let status = try catalog.status(code: period.status)
            let reasonID = status.reasons.first { $0.code == period.reason }?.id
            try db.cachedStatement(
                sql: """
                    INSERT INTO statusPeriod (uuid, customerId, statusId, reasonId, enteredAt, enteredBy, recordedAt, duration, dueOn, overdueAt,
                        isDueOverridden, round, note, leftAt, leftBy, ending)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """
            ).execute(arguments: [
                PeriodUUID(period.uuid), customerID, status.id, reasonID, period.enteredAt, period.enteredBy,
                period.recordedAt, period.duration,
                period.dueOn, period.overdueAt, period.dueOverridden, period.round, period.note, period.leftAt,
                period.leftBy,
                period.ending,
            ])
        }
        guard let open = try PeriodRows.open(db, customerID: customerID) else {
            throw ImportRowError(reason: "its history has no stay without an end")
        }
        return open
    }
}
