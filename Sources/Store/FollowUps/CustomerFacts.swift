import Domain
import GRDB

/// What a text can say of a customer, as its row has it: for firing and for previews alike, so that they cannot differ.
struct CustomerFacts {
    let number: String
    let name: String
    let department: String?
    let email: String?
    let phone: String?
    let city: String?
    let branchID: Int64?
    let ownerName: String?
    let ownerEmail: String?

    /// The facts of one customer; nil if it is gone.
    static func of(_ db: Database, customerID: Int64) throws -> CustomerFacts? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT c.number, c.name, c.department, c.email, c.phone, c.city, c.branchId, u.name AS ownerName, u.email AS ownerEmail
                FROM customer c LEFT JOIN user u ON u.id = c.ownerId WHERE c.id = ?
                """)
        return try Row.fetchOne(statement, arguments: [customerID]).map { row in
            CustomerFacts(
                number: row["number"], name: row["name"], department: row["department"], email: row["email"],
                phone: row["phone"], city: row["city"], branchID: row["branchId"], ownerName: row["ownerName"],
                ownerEmail: row["ownerEmail"])
        }
    }

    func mergeFields(in period: StatusPeriod, catalog: Catalog) -> MergeFields {
        let status = catalog.statuses[period.statusID]
        let zone = catalog.calendar(ofBranch: branchID).zone
        return MergeFields([
            "customer.number": number, "customer.name": name, "customer.department": department,
            "customer.email": email,
            "customer.phone": phone, "customer.city": city, "owner.name": ownerName, "owner.email": ownerEmail,
            "branch.name": branchID.flatMap { catalog.branchNames[$0] }, "status.name": status?.name,
            "status.code": status?.code, "status.enteredOn": zone.civilDate(at: period.enteredAt).description,
            "status.dueOn": period.due?.on.description,
        ])
    }
}
