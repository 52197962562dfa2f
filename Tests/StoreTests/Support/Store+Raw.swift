import GRDB

@testable import Store

extension Store {
    /// A statement past all of the store's own methods, with foreign keys enforced as ever.
    func raw(_ sql: String, _ arguments: StatementArguments = StatementArguments()) async throws {
        try await pool.write { db in try db.execute(sql: sql, arguments: arguments) }
    }

    func value<Value: DatabaseValueConvertible & Sendable>(_ sql: String, as type: Value.Type = Value.self) async throws
        -> Value?
    {
        try await pool.write { db in try Value.fetchOne(db, sql: sql) }
    }

    /// All there is, table by table, for comparing before and after.
    func contents() async throws -> [String: [String]] {
        try await pool.read { db in
            let tables = try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table'")
            return Dictionary(
                uniqueKeysWithValues: try tables.map { table in
                    (table, try Row.fetchAll(db, sql: "SELECT * FROM \"\(table)\"").map(\.description))
                })
        }
    }
}
