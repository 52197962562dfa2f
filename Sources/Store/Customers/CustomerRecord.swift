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
    public let enteredAt: Timestamp
    public let due: DueDate?
    public let isDueOverridden: Bool
    /// The offset of the customer's calendar at `enteredAt`, and today there, for people to read.
    public let zone: ZoneRules

    public func isOverdue(at now: Timestamp) -> Bool { due.map { $0.overdueAt <= now } ?? false }

    /// Today minus the due date, in days of the customer's calendar; nil while not overdue.
    public func daysOverdue(at now: Timestamp) -> Int? {
        guard let due, isOverdue(at: now) else { return nil }
        return zone.civilDate(at: now).days(since: due.on)
    }
}

extension CustomerRecord {
    static let select = """
        SELECT c.*, parent.number AS parentNumber, b.code AS branchCode, u.code AS ownerCode, p.id AS periodId, p.statusId, p.enteredAt, p.dueOn,
            p.overdueAt, p.isDueOverridden
        FROM statusPeriod p JOIN customer c ON c.id = p.customerId
        LEFT JOIN customer parent ON parent.id = c.parentId
        LEFT JOIN branch b ON b.id = c.branchId LEFT JOIN user u ON u.id = c.ownerId
        """

    init(_ row: Row, catalog: Catalog, customFields: [String: String]) throws {
        let status = try catalog.status(id: row["statusId"])
        var due: DueDate?
        if let date: CivilDate = row["dueOn"], let overdueAt: Timestamp = row["overdueAt"] {
            due = DueDate(on: date, overdueAt: overdueAt)
        }
        self.init(
            id: row["id"], number: row["number"],
            details: CustomerDetails(
                name: row["name"], department: row["department"], parent: row["parentNumber"],
                branch: row["branchCode"],
                owner: row["ownerCode"], email: row["email"], phone: row["phone"], website: row["website"],
                street: row["street"], city: row["city"], postalCode: row["postalCode"], country: row["country"],
                accountType: row["accountType"], leadSource: row["leadSource"], customFields: customFields),
            version: row["version"], periodID: row["periodId"], createdAt: row["createdAt"], status: status.code,
            statusName: status.name,
            isActive: status.specification.isActive, enteredAt: row["enteredAt"], due: due,
            isDueOverridden: row["isDueOverridden"], zone: catalog.calendar(ofBranch: row["branchId"]).zone)
    }
}
