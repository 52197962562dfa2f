import Domain
import GRDB

/// A status change as asked for.
public struct StatusChange: Sendable {
    public var number: String
    /// Code of the target status.
    public var status: String
    public var note: String
    /// Replaces the due date that the status' duration gives.
    public var dueOn: CivilDate?
    /// Refuse if the customer has been changed since.
    public var expectedVersion: Int?
    /// Allow the status it already has, as a new stay.
    public var restart: Bool

    public init(
        number: String, status: String, note: String = "", dueOn: CivilDate? = nil, expectedVersion: Int? = nil,
        restart: Bool = false
    ) {
        self.number = number
        self.status = status
        self.note = note
        self.dueOn = dueOn
        self.expectedVersion = expectedVersion
        self.restart = restart
    }
}

/// What a status change did.
public struct StatusChangeSummary: Hashable, Sendable {
    public let from: String
    public let to: String
    public let cancelled: Cancellations
    public let planned: PlanCounts
    public let version: Int
}

extension Store {
    /// Closes the open period with all that hung on it, opens the new one and plans it: one transaction, or every reason why not.
    public func changeStatus(_ change: StatusChange, by user: String, now: Timestamp) async throws
        -> StatusChangeSummary
    {
        try await write { [self] db in try changeStatus(db, change, by: user, now: now) }
    }

    /// Moves the customer to the next status in order that is not retired.
    public func advance(
        number: String, note: String, expectedVersion: Int?, by user: String, now: Timestamp
    ) async throws -> StatusChangeSummary {
        try await write { [self] db in
            let customerID = try Self.requiredCustomerID(db, number: number)
            let next = try String.fetchOne(
                db,
                sql: """
                    SELECT next.code FROM statusPeriod p JOIN status s ON s.id = p.statusId
                    JOIN status next ON (next.position, next.id) > (s.position, s.id) AND next.isRetired = 0
                    WHERE p.customerId = ? AND p.leftAt IS NULL ORDER BY next.position, next.id LIMIT 1
                    """, arguments: [customerID])
            guard let next else {
                throw StoreError(
                    .changeRejected(reasons: ["there is no status behind the present one"]),
                    "Customer \(number) is in the last status; name one with `followupctl customer set-status`.")
            }
            let change = StatusChange(number: number, status: next, note: note, expectedVersion: expectedVersion)
            return try changeStatus(db, change, by: user, now: now)
        }
    }

    private func changeStatus(
        _ db: Database, _ change: StatusChange, by user: String, now: Timestamp
    ) throws -> StatusChangeSummary {
        let catalog = try catalog(db)
        let customer = try Self.customerForChange(
            db, number: change.number, expectedVersion: change.expectedVersion)
        let target = try catalog.status(code: change.status)
        guard let current = try PeriodRows.open(db, customerID: customer.id) else {
            throw StoreError.customerNotFound(change.number)
        }
        let from = try catalog.status(id: current.statusID)
        try Self.reject(change, from: from, to: target)
        // The clock may have been set back since the customer entered; history stays ordered all the same.
        let instant = max(now, current.enteredAt)
        let cancelled = try PeriodRows.close(db, current, at: instant, by: user)
        let calendar = catalog.calendar(ofBranch: customer.branchID)
        let period = try PeriodRows.insert(
            db, customerID: customer.id, status: target, enteredAt: instant, by: user, dueOn: change.dueOn,
            note: change.note, calendar: calendar)
        let planned = try Planning.planNew(
            db, period: period, calendar: calendar, catalog: catalog, now: now, backfill: .staff)
        try Self.countChange(db, customerID: customer.id)
        return StatusChangeSummary(
            from: from.code, to: target.code, cancelled: cancelled, planned: planned, version: customer.version + 1)
    }

    private static func reject(_ change: StatusChange, from: Status, to target: Status) throws {
        var reasons: [String] = []
        if target.isRetired { reasons.append("status \(target.code) is retired") }
        if from.id == target.id && !change.restart {
            reasons.append("the customer is in status \(target.code) already; ask for a restart to begin the stay anew")
        }
        if let objection = FieldRule.body.objection(to: change.note) { reasons.append("the note \(objection)") }
        guard reasons.isEmpty else {
            throw StoreError(
                .changeRejected(reasons: reasons), "The status was not changed: \(reasons.joined(separator: "; ")).")
        }
    }

    struct CustomerForChange {
        let id: Int64
        let version: Int
        let branchID: Int64?
    }

    static func customerForChange(
        _ db: Database, number: String, expectedVersion: Int?
    ) throws -> CustomerForChange {
        let statement = try db.cachedStatement(sql: "SELECT id, version, branchId FROM customer WHERE number = ?")
        guard let row = try Row.fetchOne(statement, arguments: [number]) else {
            throw StoreError.customerNotFound(number)
        }
        let customer = CustomerForChange(id: row["id"], version: row["version"], branchID: row["branchId"])
        if let expectedVersion, expectedVersion != customer.version {
            throw StoreError(
                .versionConflict(current: customer.version),
                "Customer \(number) was changed meanwhile; look at it again and repeat the change.")
        }
        return customer
    }

    static func countChange(_ db: Database, customerID: Int64) throws {
        try db.execute(sql: "UPDATE customer SET version = version + 1 WHERE id = ?", arguments: [customerID])
    }
}
