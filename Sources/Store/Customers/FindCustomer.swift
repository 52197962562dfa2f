import Domain
import GRDB

/// How a number becomes a customer, for whoever asks: the one way, so that a customer who is not seen is absent everywhere.
extension Store {
    struct FoundCustomer {
        let id: Int64
        let number: String
        let version: Int
        let branchID: Int64?
        let pausedUntil: CivilDate?
        let period: StatusPeriod
    }

    /// - Throws: `StoreError` `customerNotFound` if there is none of that number, present or former, whom the actor sees.
    static func find(_ db: Database, number: String, actor: Actor) throws -> FoundCustomer {
        let statement = try db.cachedStatement(
            sql: """
                SELECT c.number, c.version, c.branchId, c.pausedUntil, p.* FROM customer c
                JOIN statusPeriod p ON p.customerId = c.id AND p.leftAt IS NULL
                WHERE c.number = ? OR c.id = (SELECT customerId FROM formerNumber WHERE number = ?)
                """)
        guard let row = try Row.fetchOne(statement, arguments: [number, number]),
            actor.visibility.sees(branch: row["branchId"], status: row["statusId"])
        else { throw StoreError.customerNotFound(number) }
        let period = PeriodRows.period(row)
        return FoundCustomer(
            id: period.customerID, number: row["number"], version: row["version"], branchID: row["branchId"],
            pausedUntil: row["pausedUntil"], period: period)
    }

    /// - Throws: also `versionConflict` if the customer is not as the actor thinks.
    static func find(_ db: Database, number: String, actor: Actor, expectedVersion: Int?) throws -> FoundCustomer {
        let customer = try find(db, number: number, actor: actor)
        if let expectedVersion, expectedVersion != customer.version {
            throw StoreError(
                .versionConflict(current: customer.version),
                "Customer \(number) was changed meanwhile; look at it again and repeat the change.")
        }
        return customer
    }

    static func requiredCustomerID(_ db: Database, number: String, actor: Actor) throws -> Int64 {
        try find(db, number: number, actor: actor).id
    }

    /// A number is taken by a customer whether or not the actor sees it, by a former one too.
    static func isTaken(_ db: Database, number: String) throws -> Bool {
        let statement = try db.cachedStatement(
            sql: "SELECT 1 FROM customer WHERE number = ? UNION ALL SELECT 1 FROM formerNumber WHERE number = ?")
        return try Int.fetchOne(statement, arguments: [number, number]) != nil
    }

    /// Whether the actor sees the customer of this row.
    static func sees(_ actor: Actor, _ db: Database, customerID: Int64) throws -> Bool {
        guard !actor.visibility.seesEverything else { return true }
        let statement = try db.cachedStatement(
            sql: """
                SELECT c.branchId, p.statusId FROM customer c JOIN statusPeriod p ON p.customerId = c.id AND p.leftAt IS NULL
                WHERE c.id = ?
                """)
        guard let row = try Row.fetchOne(statement, arguments: [customerID]) else { return false }
        return actor.visibility.sees(branch: row["branchId"], status: row["statusId"])
    }

    static func countChange(_ db: Database, customerID: Int64) throws {
        try db.cachedStatement(sql: "UPDATE customer SET version = version + 1 WHERE id = ?").execute(arguments: [
            customerID
        ])
    }
}
