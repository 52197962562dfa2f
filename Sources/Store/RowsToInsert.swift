import GRDB

/// Rows of one table that are inserted many at a time: what SQLite does once a statement (the lists in the CHECKs, the journal, the counter of ids,
/// a segment of the full-text index) costs more than a row.
struct RowsToInsert: Sendable {
    /// A row's values, in the order of the columns.
    typealias Values = [DatabaseValue]

    /// How many rows a statement takes; several, so that few statements are left over.
    private static let sizes = [mostTogether, 16, 4, 1]
    /// The most that one statement takes.
    static let mostTogether = 64

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

    /// Inserts those that have been added, in their order. The table has an id that counts up, and no trigger that adds rows to it,
    /// for the ids are counted back from the last one.
    /// - Returns: their ids, which one statement gives one after the other.
    /// - Throws: `DatabaseError`; what earlier statements have inserted stays until the caller's savepoint is undone.
    @discardableResult
    mutating func write(_ db: Database) throws -> [Int64] {
        defer { values.removeAll(keepingCapacity: true) }
        var ids: [Int64] = []
        var rest = values[...]
        for (size, statement) in zip(Self.sizes, statements) {
            while rest.count >= size * columnCount {
                try db.cachedStatement(sql: statement).execute(binding: rest.prefix(size * columnCount))
                let last = db.lastInsertedRowID
                ids += (last - Int64(size) + 1)...last
                rest = rest.dropFirst(size * columnCount)
            }
        }
        return ids
    }
}
