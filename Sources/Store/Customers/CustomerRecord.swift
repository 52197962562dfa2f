import Domain
import GRDB

/// A customer with its present status, as listings show it.
public struct CustomerRecord: Hashable, Sendable {
    public let id: Int64
    public let number: String
    public let details: CustomerDetails
    public let version: Int
    public let periodID: Int64
    public let createdAt: Timestamp
    public let status: String
    public let statusName: String
    public let isActive: Bool
    public let isLoyalty: Bool
    /// Code of the reason.
    public let reason: String?
    public let note: String
    public let enteredAt: Timestamp
    public let due: DueDate?
    public let isDueOverridden: Bool
    /// The day on which its status was first an active one.
    public let activatedOn: CivilDate?
    /// Nothing fires before this day.
    public let pausedUntil: CivilDate?
    /// The zone of the customer's calendar, for people to read instants in.
    public let zone: ZoneRules

    public func isOverdue(at now: Timestamp) -> Bool { due.map { $0.overdueAt <= now } ?? false }

    /// Today minus the due date, in days of the customer's calendar; nil while not overdue.
    public func daysOverdue(at now: Timestamp) -> Int? {
        guard let due, isOverdue(at: now) else { return nil }
        return zone.civilDate(at: now).days(since: due.on)
    }
}

extension CustomerRecord {
    /// A parent that the actor does not see has no number here.
    static func select(for actor: Actor) -> CustomerSelect {
        let seen: SQL = actor.visibility.seesCustomer("parent")
        return CustomerSelect(
            columns: """
                c.*, parent.number AS parentNumber, b.code AS branchCode, u.code AS ownerCode, p.id AS periodId, p.statusId, p.reasonId,
                p.note AS periodNote, p.enteredAt, p.dueOn, p.overdueAt, p.isDueOverridden
                """,
            joins: """
                LEFT JOIN customer parent ON parent.id = c.parentId AND \(literal: seen)
                LEFT JOIN branch b ON b.id = c.branchId LEFT JOIN user u ON u.id = c.ownerId
                """)
    }

    /// The records of a page; what lies in other tables is read for all of them at once.
    static func records(_ rows: [Row], _ db: Database, catalog: Catalog) throws -> [CustomerRecord] {
        let parts = try CustomerParts(db, customerIDs: rows.map { $0["id"] })
        return try rows.map { try CustomerRecord($0, parts, catalog: catalog) }
    }

    init(_ row: Row, _ db: Database, catalog: Catalog) throws {
        try self.init(row, CustomerParts(db, customerIDs: [row["id"]]), catalog: catalog)
    }

    private init(_ row: Row, _ parts: CustomerParts, catalog: Catalog) throws {
        let status = try catalog.status(id: row["statusId"])
        self.init(
            id: row["id"], number: row["number"], details: CustomerRows.details(row, parts), version: row["version"],
            periodID: row["periodId"], createdAt: row["createdAt"], status: status.code, statusName: status.name,
            isActive: status.specification.isActive, isLoyalty: status.specification.isLoyalty,
            reason: catalog.reasonCode(row["reasonId"]), note: row["periodNote"], enteredAt: row["enteredAt"],
            due: PeriodRows.due(row), isDueOverridden: row["isDueOverridden"], activatedOn: row["activatedOn"],
            pausedUntil: row["pausedUntil"], zone: catalog.calendar(ofBranch: row["branchId"]).zone)
    }
}
