import Domain
import GRDB

extension Store {
    /// What everybody needs, whole.
    private static let ruleTables = [
        "calendar", "openingHours", "holiday", "branch", "user", "status", "statusSuccessor", "statusReason",
        "statusWork",
        "template", "\"trigger\"", "team", "teamMember",
    ]

    /// What hangs on customers: the table, and which of its rows decide what comes next. `?1` is the smallest customer, `?2` the largest.
    private static let customerTables: [(table: String, condition: String)] = [
        ("customer", "id BETWEEN ?1 AND ?2"),
        ("customerTag", "customerId BETWEEN ?1 AND ?2"),
        ("customField", "customerId BETWEEN ?1 AND ?2"),
        ("statusPeriod", "customerId BETWEEN ?1 AND ?2"),
        (
            "followUp",
            """
            customerId BETWEEN ?1 AND ?2 AND (subjectKind = 'customer'
                OR subjectKind = 'period' AND subjectId IN (SELECT id FROM statusPeriod WHERE customerId BETWEEN ?1 AND ?2 AND leftAt IS NULL)
                OR subjectKind = 'task' AND (state IN ('planned', 'held')
                    OR subjectId IN (SELECT id FROM task WHERE customerId BETWEEN ?1 AND ?2 AND closedAt IS NULL))
                -- What made an open task, and what that is about: a rule follows no work of its own.
                OR id IN (SELECT followUpId FROM task WHERE customerId BETWEEN ?1 AND ?2 AND closedAt IS NULL))
            """
        ),
        (
            "task",
            """
            customerId BETWEEN ?1 AND ?2 AND (closedAt IS NULL
                OR id IN (SELECT subjectId FROM followUp WHERE customerId BETWEEN ?1 AND ?2 AND subjectKind = 'task'))
            """
        ),
        ("message", "customerId BETWEEN ?1 AND ?2 AND (state IN ('queued', 'sending') OR createdAt > ?3)"),
    ]

    /// How long ago messages may have been made that a cap still counts. Milliseconds.
    private static let longestCap: Int64 = 366 * 86_400_000

    /// A scratch store with the rules, and the next customers behind `last`, with all that decides what will happen to them.
    /// - Parameters:
    ///   - number: only this customer, whom the actor sees.
    /// - Returns: nil where there are no more; else also the last customer's row.
    public func scratch(
        after last: Int64, limit: Int, number: String? = nil, for actor: Actor, now: Timestamp
    ) async throws -> (store: Store, last: Int64)? {
        let slice = try await read { db -> (first: Int64, last: Int64, parts: [ScratchPart])? in
            let bounds: (Int64, Int64)
            if let number {
                let id = try Self.requiredCustomerID(db, number: number, actor: actor)
                guard id > last else { return nil }
                bounds = (id, id)
            } else {
                let ids = try Int64.fetchAll(
                    db, sql: "SELECT id FROM customer WHERE id > ? AND erasedAt IS NULL ORDER BY id LIMIT ?",
                    arguments: [last, limit])
                guard let first = ids.first, let end = ids.last else { return nil }
                bounds = (first, end)
            }
            var parts = try Self.ruleTables.map { try ScratchPart(db, table: $0, condition: "1") }
            for (table, condition) in Self.customerTables {
                let arguments: StatementArguments =
                    table == "message"
                    ? [bounds.0, bounds.1, now.adding(milliseconds: -Self.longestCap)] : [bounds.0, bounds.1]
                parts.append(try ScratchPart(db, table: table, condition: condition, arguments))
            }
            parts.append(
                try ScratchPart(
                    db, table: "bouncedAddress",
                    condition: """
                        channel = 'email' AND address IN (SELECT lower(email) FROM customer WHERE id BETWEEN ?1 AND ?2)
                            OR channel = 'sms' AND address IN (SELECT \(AddressLists.keySQL(.sms) ?? "''") FROM customer WHERE id BETWEEN ?1 AND ?2)
                        """, [bounds.0, bounds.1]))
            return (bounds.0, bounds.1, parts)
        }
        guard let slice else { return nil }
        let store = try Store(scratch: zones)
        try await store.write { db in for part in slice.parts { try part.insert(db) } }
        return (store, slice.last)
    }

    /// Whether the actor sees a customer of a scratch store, asked there.
    public func visibleNumbers(for actor: Actor) async throws -> Set<String> {
        try await read { db in
            try SQLRequest<String>(
                literal: """
                    SELECT c.number FROM customer c JOIN statusPeriod p ON p.customerId = c.id AND p.leftAt IS NULL
                    WHERE \(actor.visibility.sees())
                    """
            ).fetchSet(db)
        }
    }

    /// Takes for granted, in a scratch store, that what is queued arrives.
    public func assumeSent(now: Timestamp) async throws {
        try await write { db in
            try db.execute(sql: "UPDATE message SET state = 'sending' WHERE state = 'queued'")
            try db.execute(
                sql: "UPDATE message SET state = 'sent', address = '', decidedAt = ? WHERE state = 'sending'",
                arguments: [now])
        }
    }
}

/// Rows of one table, on their way from one database to another.
private struct ScratchPart: Sendable {
    let table: String
    let columns: [String]
    let rows: [[DatabaseValue]]

    init(_ db: Database, table: String, condition: String, _ arguments: StatementArguments = StatementArguments())
        throws
    {
        self.table = table
        // Generated columns are not among them.
        columns = try String.fetchAll(
            db, sql: "SELECT name FROM pragma_table_info(?)", arguments: [String(table.filter { $0 != "\"" })])
        let list = columns.map { "\"\($0)\"" }.joined(separator: ", ")
        rows = try Row.fetchAll(db, sql: "SELECT \(list) FROM \(table) WHERE \(condition)", arguments: arguments)
            .map { Array($0.databaseValues) }
    }

    func insert(_ db: Database) throws {
        let list = columns.map { "\"\($0)\"" }.joined(separator: ", ")
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        let statement = try db.makeStatement(sql: "INSERT INTO \(table) (\(list)) VALUES (\(marks))")
        for row in rows { try statement.execute(arguments: StatementArguments(row)) }
    }
}
