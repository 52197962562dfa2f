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
    /// The fields that are read only for texts which name them; nil: they were not read.
    let rare: [String: String?]?

    /// The facts of one customer, all of them; nil if it is gone.
    static func of(_ db: Database, customerID: Int64) throws -> CustomerFacts? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT c.*, u.name AS ownerName, u.email AS ownerEmail
                FROM customer c LEFT JOIN user u ON u.id = c.ownerId WHERE c.id = ?
                """)
        return try Row.fetchOne(statement, arguments: [customerID]).map { row in
            CustomerFacts(
                number: row["number"], name: row["name"], department: row["department"], email: row["email"],
                phone: row["phone"], city: row["city"], branchID: row["branchId"], ownerName: row["ownerName"],
                ownerEmail: row["ownerEmail"], rare: rare(row))
        }
    }

    /// The fields of `MergeFields` that most texts do without.
    static func rare(_ db: Database, customerID: Int64) throws -> [String: String?] {
        let statement = try db.cachedStatement(sql: "SELECT * FROM customer WHERE id = ?")
        return try Row.fetchOne(statement, arguments: [customerID]).map(rare) ?? [:]
    }

    private static func rare(_ row: Row) -> [String: String?] {
        let columns = [
            "mobile", "website", "street", "postalCode", "country", "birthday", "anniversary", "accountType",
            "leadSource",
        ]
        return Dictionary(uniqueKeysWithValues: columns.map { ("customer.\($0)", row[$0] as String?) })
    }

    func mergeFields(in period: StatusPeriod, catalog: Catalog) -> MergeFields {
        let status = catalog.statuses[period.statusID]
        let zone = catalog.calendar(ofBranch: branchID).zone
        var fields = MergeFields([
            "customer.number": number, "customer.name": name, "customer.department": department,
            "customer.email": email,
            "customer.phone": phone, "customer.city": city, "owner.name": ownerName, "owner.email": ownerEmail,
            "branch.name": branchID.flatMap { catalog.branchNames[$0] }, "status.name": status?.name,
            "status.code": status?.code, "status.enteredOn": zone.civilDate(at: period.enteredAt).description,
            "status.dueOn": period.due?.on.description,
        ])
        if let rare { fields.add(rare) }
        return fields
    }
}
