import Domain
import GRDB

/// A customer with all that an export tells of it.
public struct ExportedCustomer: Sendable {
    public let record: CustomerRecord
    /// Oldest stay first.
    public let history: [ExportedPeriod]
    public let notes: [ExportedNote]
    public let formerNumbers: [String]
}

extension Store {
    /// The names of all custom fields that customers whom the actor sees have, in order: the columns of an export.
    public func customFieldNames(_ search: SearchExpression, for actor: Actor, now: Timestamp) async throws -> [String]
    {
        try await read { [self] db in
            let catalog = try catalogForReading(db)
            let compiler = SearchCompiler(catalog: catalog, actor: actor, now: now)
            let query: SQL = """
                SELECT DISTINCT f.name FROM customField f JOIN customer c ON c.id = f.customerId
                JOIN statusPeriod p ON p.customerId = c.id AND p.leftAt IS NULL
                WHERE \(try compiler.condition(search)) AND \(actor.visibility.sees()) ORDER BY f.name
                """
            let (sql, arguments) = try query.build(db)
            return try String.fetchAll(db, sql: sql, arguments: arguments)
        }
    }

    /// A page of the customers that a search finds, with their histories: parents before their departments, so that the file can be read in
    /// from the top. The cursor's key is the depth, its id that of the customer.
    public func exportPage(
        _ search: SearchExpression, for actor: Actor, after cursor: PageCursor?, limit: Int, now: Timestamp
    ) async throws -> [(customer: ExportedCustomer, cursor: PageCursor)] {
        try await read { [self] db in
            let catalog = try catalogForReading(db)
            var depth = 0
            var last: Int64 = 0
            if let cursor, case .integer(let key) = cursor.key {
                // A cursor is a caller's word.
                (depth, last) = (Int(min(max(key, 0), Self.deepestDepartment)), cursor.id)
            }
            while true {
                let rows = try Self.exportRows(
                    db, search, depth: depth, after: last, limit: limit, for: actor, catalog: catalog, now: now)
                if !rows.isEmpty {
                    return try CustomerRecord.records(rows, db, catalog: catalog).map { record in
                        let history = try Self.exportedHistory(db, customerID: record.id, catalog: catalog)
                        return (
                            ExportedCustomer(
                                record: record, history: history,
                                notes: try Self.exportedNotes(db, customerID: record.id),
                                formerNumbers: try Self.formerNumbers(db, customerID: record.id)),
                            PageCursor(key: .integer(Int64(depth)), id: record.id)
                        )
                    }
                }
                guard try Self.hasDepartments(db, below: depth) else { return [] }
                (depth, last) = (depth + 1, 0)
            }
        }
    }

    /// Deeper than anybody's can lie.
    private static let deepestDepartment: Int64 = 1_000_000

    private static func exportRows(
        _ db: Database, _ search: SearchExpression, depth: Int, after last: Int64, limit: Int, for actor: Actor,
        catalog: Catalog,
        now: Timestamp
    ) throws -> [Row] {
        let compiler = SearchCompiler(catalog: catalog, actor: actor, now: now, sort: .created)
        var page = PageQuery(select: CustomerRecord.select(for: actor).statement(beginningWith: nil))
        page.require("p.leftAt IS NULL")
        page.require(depth == 0 ? "c.parentId IS NULL" : "c.id IN (\(sql: departments(atDepth: depth)))")
        page.require(try compiler.condition(search))
        if let seen = actor.visibility.condition() { page.require(seen) }
        page.after(PageCursor(key: .integer(last), id: last), key: "c.id", id: "c.id")
        return try page.fetch(db, limit: limit)
    }

    /// A whole number of this module, so it may stand in the text.
    private static func departments(atDepth depth: Int) -> String {
        """
        WITH RECURSIVE tree (id, depth) AS (
            SELECT d.id, 1 FROM customer d JOIN customer top ON top.id = d.parentId
            WHERE d.parentId IS NOT NULL AND top.parentId IS NULL
            UNION ALL SELECT d.id, tree.depth + 1 FROM tree JOIN customer d ON d.parentId = tree.id WHERE tree.depth < \(depth))
        SELECT id FROM tree WHERE depth = \(depth)
        """
    }

    private static func hasDepartments(_ db: Database, below depth: Int) throws -> Bool {
        try Int.fetchOne(db, sql: "SELECT 1 WHERE EXISTS (\(departments(atDepth: depth + 1)))") != nil
    }

    private static func exportedNotes(_ db: Database, customerID: Int64) throws -> [ExportedNote] {
        let statement = try db.cachedStatement(sql: "SELECT at, by, text FROM note WHERE customerId = ? ORDER BY id")
        return try Row.fetchAll(statement, arguments: [customerID])
            .map { ExportedNote(at: $0["at"], by: $0["by"], text: $0["text"]) }
    }

    private static func formerNumbers(_ db: Database, customerID: Int64) throws -> [String] {
        let statement = try db.cachedStatement(
            sql: "SELECT number FROM formerNumber WHERE customerId = ? ORDER BY number")
        return try String.fetchAll(statement, arguments: [customerID])
    }

    private static func exportedHistory(_ db: Database, customerID: Int64, catalog: Catalog) throws -> [ExportedPeriod]
    {
        let statement = try db.cachedStatement(
            sql: "SELECT * FROM statusPeriod WHERE customerId = ? ORDER BY enteredAt, id")
        return try Row.fetchAll(statement, arguments: [customerID]).map { row in
            let period = PeriodRows.period(row)
            return ExportedPeriod(
                uuid: period.uuid.description, status: try catalog.status(id: period.statusID).code,
                reason: catalog.reasonCode(period.reasonID), enteredAt: period.enteredAt.milliseconds,
                enteredBy: period.enteredBy,
                recordedAt: period.recordedAt.milliseconds, duration: period.duration?.description,
                dueOn: period.due?.on.description,
                overdueAt: period.due?.overdueAt.milliseconds, dueOverridden: period.isDueOverridden,
                round: period.round,
                note: period.note, leftAt: period.leftAt?.milliseconds, leftBy: period.leftBy,
                ending: period.ending?.rawValue)
        }
    }
}
