import Domain
import GRDB

extension Store {
    /// Adds a customer with its first status period and that period's plan, in one transaction.
    /// - Returns: the customer's number.
    @discardableResult
    public func addCustomer(
        _ draft: CustomerDraft, by user: String, now: Timestamp, backfill: Backfill = .staff
    ) async throws -> String {
        try await write { [self] db in
            let objections = draft.objections()
            guard objections.isEmpty else { throw StoreError(objections: objections) }
            return try insertCustomer(db, draft, by: user, now: now, backfill: backfill).number
        }
    }

    /// The row work of adding, shared with the import: the draft's texts have been checked.
    func insertCustomer(
        _ db: Database, _ draft: CustomerDraft, by user: String, now: Timestamp, backfill: Backfill
    ) throws -> (number: String, plan: PlanCounts) {
        let catalog = try catalog(db)
        let details = draft.details
        let status = try draft.status.map(catalog.status(code:)) ?? catalog.initialStatus()
        guard !status.isRetired else { throw StoreError.invalid("status", "\(status.code) is retired; choose another") }
        let branchID = try details.branch.map(catalog.branchID(code:))
        let calendar = catalog.calendar(ofBranch: branchID)
        let enteredAt = try Self.instant(of: draft.entered, calendar: calendar, now: now)
        let number = try draft.number ?? Self.nextCustomerNumber(db)
        let customerID = try Self.insertCustomerRow(db, number: number, details, branchID: branchID, now: now)
        let period = try PeriodRows.insert(
            db, customerID: customerID, status: status, enteredAt: enteredAt, by: user, dueOn: draft.dueOn,
            note: draft.note,
            calendar: calendar)
        let plan = try Planning.planNew(
            db, period: period, calendar: calendar, catalog: catalog, now: now, backfill: backfill)
        return (number, plan)
    }

    /// 1900-01-01; what lies before it is a mistake, and no zone file knows much of it.
    private static let earliestEntry = Timestamp(milliseconds: -2_208_988_800_000)

    /// A day means its start; a day or instant to come is refused, since history is what has happened.
    private static func instant(
        of entry: CustomerDraft.EntryTime?, calendar: BusinessCalendar, now: Timestamp
    ) throws -> Timestamp {
        let instant: Timestamp
        switch entry {
        case nil: return now
        case .at(let given): instant = given
        case .on(let date): instant = calendar.zone.startOfDay(date)
        }
        guard instant <= now else { throw StoreError.invalid("enteredAt", "lies in the future") }
        guard instant >= earliestEntry else { throw StoreError.invalid("enteredAt", "lies before the year 1900") }
        return instant
    }

    private static func insertCustomerRow(
        _ db: Database, number: String, _ details: CustomerDetails, branchID: Int64?, now: Timestamp
    ) throws -> Int64 {
        guard try customerID(db, number: number) == nil else {
            throw StoreError(
                .numberUnavailable(number: number),
                "The customer number \(number) is not available; choose another, or none.")
        }
        let parentID = try details.parent.map { parent in
            guard let id = try customerID(db, number: parent) else { throw StoreError.customerNotFound(parent) }
            return id
        }
        try db.cachedStatement(
            sql: """
                INSERT INTO customer (number, name, department, parentId, branchId, ownerId, email, phone, website, street, city,
                    postalCode, country, accountType, leadSource, version, createdAt)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)
                """
        ).execute(arguments: [
            number, details.name, details.department, parentID, branchID,
            try details.owner.map { try requiredUserID(db, code: $0) }, details.email, details.phone, details.website,
            details.street, details.city, details.postalCode, details.country, details.accountType, details.leadSource,
            now,
        ])
        let id = db.lastInsertedRowID
        try keepAhead(db, of: number)
        for (name, value) in details.customFields {
            try db.cachedStatement(sql: "INSERT INTO customField (customerId, name, value) VALUES (?, ?, ?)")
                .execute(arguments: [id, name, value])
        }
        return id
    }

    static func customerID(_ db: Database, number: String) throws -> Int64? {
        let statement = try db.cachedStatement(sql: "SELECT id FROM customer WHERE number = ?")
        return try Int64.fetchOne(statement, arguments: [number])
    }

    static func requiredCustomerID(_ db: Database, number: String) throws -> Int64 {
        guard let id = try customerID(db, number: number) else { throw StoreError.customerNotFound(number) }
        return id
    }

    /// Counts on from the largest plain number ever given, so that what people take is never met again.
    private static func nextCustomerNumber(_ db: Database) throws -> String {
        String(try Int64.fetchOne(db.cachedStatement(sql: "SELECT next FROM customerNumber")) ?? 1)
    }

    private static func keepAhead(_ db: Database, of number: String) throws {
        guard let value = Int64(number), (1..<largestCountedNumber).contains(value) else { return }
        try db.cachedStatement(sql: "UPDATE customerNumber SET next = ? WHERE next <= ?").execute(arguments: [
            value + 1, value,
        ])
    }

    /// A number beyond it, such as one somebody mistyped, is not counted on from.
    private static let largestCountedNumber: Int64 = 1_000_000_000_000_000
}

extension StoreError {
    init(objections: [String]) {
        self.init(
            .changeRejected(reasons: objections), "The customer is refused: \(objections.joined(separator: "; ")).")
    }
}
