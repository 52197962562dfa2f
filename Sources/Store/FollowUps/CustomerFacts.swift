import Domain
import GRDB

/// What a text can say of a customer, as its row has it: for firing and for previews alike, so that they cannot differ.
struct CustomerFacts: Sendable {
    let number: String
    let name: String
    let department: String?
    let email: String?
    let phone: String?
    let city: String?
    let branchID: Int64?
    let ownerName: String?
    let ownerEmail: String?
    /// The fields that are read only for texts which name them; empty where none does.
    var rare: [MergeField: String] = [:]

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

    /// The fields that most texts do without.
    static func rare(_ db: Database, customerID: Int64) throws -> [MergeField: String] {
        let statement = try db.cachedStatement(sql: "SELECT * FROM customer WHERE id = ?")
        return try Row.fetchOne(statement, arguments: [customerID]).map(rare) ?? [:]
    }

    private static func rare(_ row: Row) -> [MergeField: String] {
        MergeField.rare.reduce(into: [:]) { $0[$1] = row[$1.name] as String? }
    }

    /// - Parameter task: the task that the text is about, if it is about one.
    func mergeFields(in period: StatusPeriod, of task: WatchedTask? = nil, catalog: Catalog) -> MergeFields {
        MergeFields { field in
            switch field {
            case .customerNumber: number
            case .customerName: name
            case .customerDepartment: department
            case .customerEmail: email
            case .customerPhone: phone
            case .customerCity: city
            case .ownerName: ownerName
            case .ownerEmail: ownerEmail
            case .branchName: branchID.flatMap { catalog.branchNames[$0] }
            case .statusName: catalog.statuses[period.statusID]?.name
            case .statusCode: catalog.statuses[period.statusID]?.code
            case .statusEnteredOn:
                catalog.calendar(ofBranch: branchID).zone.civilDate(at: period.enteredAt).description
            case .statusDueOn: period.due?.on.description
            case .taskSubject: task?.subject
            case .taskDueOn: task?.plan.due.on.description
            case .customerMobile, .customerWebsite, .customerStreet, .customerPostalCode, .customerCountry,
                .customerBirthday, .customerAnniversary, .customerAccountType, .customerLeadSource:
                rare[field]
            }
        }
    }
}
