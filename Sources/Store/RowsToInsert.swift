import GRDB

/// Rows of one table that are inserted many at a time: what SQLite does once a statement (the lists in the CHECKs, the journal, the counter of ids,
/// a segment of the full-text index) costs more than a row.
struct RowsToInsert: Sendable {
    /// A row's values, in the order of the columns.
    typealias Values = [DatabaseValue]

    /// How many rows a statement takes, so that what is left over is not written one by one.
    private static let sizes = [64, 16, 4, 1]

    private let columnCount: Int
    /// A statement for each of the sizes.
    private let statements: [String]
    /// Of all rows, one after the other.
    private var values: Values = []

    init(into table: String, columns: [String]) {
        func statement(rows: Int) -> String {
            let places = "(\(columns.map { _ in "?" }.joined(separator: ", ")))"
            return """
                INSERT INTO \(table) (\(columns.joined(separator: ", ")))
                VALUES \(repeatElement(places, count: rows).joined(separator: ", "))
                """
        }
        columnCount = columns.count
        statements = Self.sizes.map(statement)
    }

    static func values<each Value: DatabaseValueConvertible>(_ value: repeat each Value) -> Values {
        var values: Values = []
        for value in repeat each value { values.append(value.databaseValue) }
        return values
    }

    mutating func append(_ row: Values) {
        precondition(row.count == columnCount)
        values += row
    }

    /// Inserts those that have been added, in their order.
    /// - Returns: their ids, which one statement gives one after the other.
    @discardableResult
    mutating func write(_ db: Database) throws -> [Int64] {
        var ids: [Int64] = []
        var rest = values[...]
        for (size, statement) in zip(Self.sizes, statements) {
            while rest.count >= size * columnCount {
                try insert(db, statement, rest.prefix(size * columnCount))
                let last = db.lastInsertedRowID
                ids += (last - Int64(size) + 1)...last
                rest = rest.dropFirst(size * columnCount)
            }
        }
        values.removeAll(keepingCapacity: true)
        return ids
    }

    /// Binds the values itself: to check and keep arguments takes GRDB as long as SQLite takes for the rows.
    private func insert(_ db: Database, _ sql: String, _ values: ArraySlice<DatabaseValue>) throws {
        let statement = try db.cachedStatement(sql: sql)
        statement.setUncheckedArguments(StatementArguments())
        for (place, value) in zip(CInt(1)..., values) {
            let result = value.bind(to: statement.sqliteStatement, at: place)
            guard result == ResultCode.SQLITE_OK.rawValue else {
                throw DatabaseError(resultCode: ResultCode(rawValue: result))
            }
        }
        try statement.execute()
    }
}
