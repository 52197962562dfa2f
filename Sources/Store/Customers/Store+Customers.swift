import Domain
import GRDB

/// Which customers a listing wants.
public struct CustomerFilter: Hashable, Sendable {
    public var status: String?
    public var owner: String?
    public var overdueOnly: Bool

    public init(status: String? = nil, owner: String? = nil, overdueOnly: Bool = false) {
        self.status = status
        self.owner = owner
        self.overdueOnly = overdueOnly
    }
}

/// How a listing of customers is sorted.
public enum CustomerSort: String, CaseIterable, Sendable {
    /// In the order in which their entering the present status was recorded.
    case entered
    /// By the instant from which they are overdue; those without a due date are left out.
    case due
}

extension Store {
    /// A page of customers, after the place `cursor` names.
    public func customers(
        _ filter: CustomerFilter, sort: CustomerSort, after cursor: PageCursor?, limit: Int, now: Timestamp
    ) async throws -> [CustomerRecord] {
        try await read { [self] db in
            let catalog = try catalogForReading(db)
            let page = try Self.customerPage(db, filter, sort: sort, after: cursor, catalog: catalog, now: now)
            return try page.fetch(db, limit: limit).map {
                try CustomerRecord($0, catalog: catalog, customFields: Self.customFields(db, customerID: $0["id"]))
            }
        }
    }

    static func customerPage(
        _ db: Database, _ filter: CustomerFilter, sort: CustomerSort, after cursor: PageCursor?, catalog: Catalog,
        now: Timestamp
    ) throws -> PageQuery {
        var page = PageQuery(select: CustomerRecord.select)
        page.require("p.leftAt IS NULL")
        // A plus sign keeps a filter from choosing an index that would have the whole of it sorted for one page.
        if let code = filter.status {
            page.require(sort == .entered ? "p.statusId = ?" : "+p.statusId = ?", [try catalog.status(code: code).id])
        }
        if let owner = filter.owner { page.require("c.ownerId = ?", [try requiredUserID(db, code: owner)]) }
        if filter.overdueOnly { page.require(sort == .due ? "p.overdueAt <= ?" : "+p.overdueAt <= ?", [now]) }
        switch sort {
        case .entered: page.after(cursor, key: "p.id", id: "p.id")
        case .due:
            page.require("p.overdueAt IS NOT NULL")
            page.after(cursor, key: "p.overdueAt", id: "p.id")
        }
        return page
    }

    public func customer(number: String) async throws -> CustomerRecord {
        try await read { [self] db in
            let catalog = try catalogForReading(db)
            let row = try Row.fetchOne(
                db, sql: CustomerRecord.select + " WHERE p.leftAt IS NULL AND c.number = ?", arguments: [number])
            guard let row else { throw StoreError.customerNotFound(number) }
            return try CustomerRecord(row, catalog: catalog, customFields: Self.customFields(db, customerID: row["id"]))
        }
    }

    /// Every stay of the customer, oldest first.
    public func history(number: String) async throws -> [(period: StatusPeriod, status: Status)] {
        try await read { [self] db in
            let catalog = try catalogForReading(db)
            let id = try Self.requiredCustomerID(db, number: number)
            let rows = try Row.fetchAll(
                db, sql: "SELECT * FROM statusPeriod WHERE customerId = ? ORDER BY enteredAt, id", arguments: [id])
            return try rows.map { (PeriodRows.period($0), try catalog.status(id: $0["statusId"])) }
        }
    }

    /// The calendar that dates this customer's periods.
    public func calendar(ofCustomer number: String) async throws -> BusinessCalendar {
        try await read { [self] db in
            let catalog = try catalogForReading(db)
            let customer = try Self.customerForChange(db, number: number, expectedVersion: nil)
            return catalog.calendar(ofBranch: customer.branchID)
        }
    }

    private static func customFields(_ db: Database, customerID: Int64) throws -> [String: String] {
        let statement = try db.cachedStatement(sql: "SELECT name, value FROM customField WHERE customerId = ?")
        return Dictionary(
            uniqueKeysWithValues: try Row.fetchAll(statement, arguments: [customerID]).map { ($0["name"], $0["value"]) }
        )
    }
}

/// How many customers are in a status, and how many of them are overdue.
public struct CustomerCount: Hashable, Sendable {
    public let status: Status
    public let customers: Int
    public let overdue: Int
}

extension Store {
    /// One count for each status, in their order; retired ones only while customers are in them.
    public func countCustomers(now: Timestamp) async throws -> [CustomerCount] {
        try await read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT statusId, count(*) AS customers,
                        count(CASE WHEN overdueAt IS NOT NULL AND overdueAt <= ? THEN 1 END) AS overdue
                    FROM statusPeriod WHERE leftAt IS NULL GROUP BY statusId
                    """, arguments: [now])
            let counts = Dictionary(uniqueKeysWithValues: rows.map { ($0["statusId"] as Int64, $0) })
            return try Catalog.statuses(db).values.sorted { ($0.position, $0.id) < ($1.position, $1.id) }.compactMap {
                status in
                let row = counts[status.id]
                guard row != nil || !status.isRetired else { return nil }
                return CustomerCount(status: status, customers: row?["customers"] ?? 0, overdue: row?["overdue"] ?? 0)
            }
        }
    }

    /// What a template can say of a customer now.
    public func mergeFields(ofCustomer number: String) async throws -> MergeFields {
        let catalog = try await catalog()
        return try await read { db in
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT p.*, c.number, c.name, c.department, c.email, c.phone, c.city, c.branchId, u.name AS ownerName,
                        u.email AS ownerEmail
                    FROM customer c JOIN statusPeriod p ON p.customerId = c.id AND p.leftAt IS NULL
                    LEFT JOIN user u ON u.id = c.ownerId WHERE c.number = ?
                    """, arguments: [number])
            guard let row else { throw StoreError.customerNotFound(number) }
            let facts = CustomerFacts(
                number: row["number"], name: row["name"], department: row["department"], email: row["email"],
                phone: row["phone"], city: row["city"], branchID: row["branchId"], ownerName: row["ownerName"],
                ownerEmail: row["ownerEmail"])
            return facts.mergeFields(in: PeriodRows.period(row), catalog: catalog)
        }
    }
}
