import Domain
import GRDB

extension Store {
    public func customer(number: String, for actor: Actor) async throws -> CustomerRecord {
        try await read { [self] db in
            let catalog = try catalogForReading(db)
            let id = try Self.requiredCustomerID(db, number: number, actor: actor)
            let (sql, arguments) = try CustomerRecord.select(for: actor).statement(beginningWith: nil).build(db)
            let row = try Row.fetchOne(
                db, sql: sql + " WHERE p.leftAt IS NULL AND c.id = ?", arguments: arguments + [id])
            guard let row else { throw StoreError.customerNotFound(number) }
            return try CustomerRecord(row, db, catalog: catalog)
        }
    }

    /// The last stays of the customer, oldest first.
    public func history(
        number: String, for actor: Actor
    ) async throws -> [(period: StatusPeriod, status: Status, reason: String?)] {
        try await read { [self] db in
            let catalog = try catalogForReading(db)
            let id = try Self.requiredCustomerID(db, number: number, actor: actor)
            let rows = try LastRows.rows(
                db,
                newestFirst: """
                    SELECT *, note AS text FROM statusPeriod WHERE customerId = ? ORDER BY enteredAt DESC, id DESC
                    """, of: id)
            return try rows.map {
                (PeriodRows.period($0), try catalog.status(id: $0["statusId"]), catalog.reasonCode($0["reasonId"]))
            }
        }
    }

    /// The calendar that dates this customer's periods.
    public func calendar(ofCustomer number: String, for actor: Actor) async throws -> BusinessCalendar {
        try await read { [self] db in
            let catalog = try catalogForReading(db)
            return catalog.calendar(ofBranch: try Self.find(db, number: number, actor: actor).branchID)
        }
    }
}

/// How many customers are in a status, and how many of them are overdue.
public struct CustomerCount: Hashable, Sendable {
    public let status: Status
    public let customers: Int
    public let overdue: Int
}

extension Store {
    /// One count for each status, in their order, of the customers that a search finds and the actor sees; retired statuses only while
    /// customers are in them, and statuses that the actor does not see not at all.
    public func countCustomers(_ search: SearchExpression = .everyone, for actor: Actor, now: Timestamp) async throws
        -> [CustomerCount]
    {
        try await read { [self] db in
            let catalog = try catalogForReading(db)
            let rows = try Self.countRows(db, search, for: actor, catalog: catalog, now: now)
            let counts = Dictionary(uniqueKeysWithValues: rows.map { ($0["statusId"] as Int64, $0) })
            return catalog.orderedStatuses.compactMap { status in
                let row = counts[status.id]
                guard row != nil || (!status.isRetired && actor.visibility.statusesSeen?.contains(status.id) ?? true)
                else { return nil }
                return CustomerCount(status: status, customers: row?["customers"] ?? 0, overdue: row?["overdue"] ?? 0)
            }
        }
    }

    private static func countRows(
        _ db: Database, _ search: SearchExpression, for actor: Actor, catalog: Catalog, now: Timestamp
    ) throws -> [Row] {
        let counted: SQL = """
            p.statusId, count(*) AS customers, count(CASE WHEN p.overdueAt IS NOT NULL AND p.overdueAt <= \(now) THEN 1 END) AS overdue
            """
        // Without a filter the periods alone are counted, by their index.
        if search == .everyone, actor.visibility.seesEverything {
            return try SQLRequest<Row>(
                literal: "SELECT \(literal: counted) FROM statusPeriod p WHERE p.leftAt IS NULL GROUP BY p.statusId"
            ).fetchAll(db)
        }
        let condition = try SearchCompiler(catalog: catalog, actor: actor, now: now).condition(search)
        return try SQLRequest<Row>(
            literal: """
                SELECT \(literal: counted) FROM statusPeriod p JOIN customer c ON c.id = p.customerId
                WHERE p.leftAt IS NULL AND \(condition) AND \(actor.visibility.sees()) GROUP BY p.statusId
                """
        ).fetchAll(db)
    }

    /// What a template can say of a customer now.
    public func mergeFields(ofCustomer number: String, for actor: Actor) async throws -> MergeFields {
        try await read { [self] db in
            let catalog = try catalogForReading(db)
            let customer = try Self.find(db, number: number, actor: actor)
            guard let facts = try CustomerFacts.of(db, customerID: customer.id) else {
                throw StoreError.customerNotFound(number)
            }
            return facts.mergeFields(in: customer.period, catalog: catalog)
        }
    }
}
