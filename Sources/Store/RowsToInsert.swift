import GRDB

/// Rows of one table that are inserted many at a time: what SQLite does once a statement (the lists in the CHECKs, the journal, the counter of ids,
/// a segment of the full-text index) costs more than a row.
struct RowsToInsert: Sendable {
    typealias Values = [(any DatabaseValueConvertible & Sendable)?]

    /// Measured: with a hundred a storm of 10,000 takes 1.7 times as long, and an import of 100,000 customers no less.
    private static let together = 16

    private let table: String
    private let columns: [String]
    private var rows: [Values] = []

    init(into table: String, columns: [String]) {
        self.table = table
        self.columns = columns
    }

    mutating func append(_ values: Values) { rows.append(values) }

    /// Inserts those that have been added, in their order.
    /// - Returns: their ids, which one statement gives one after the other.
    @discardableResult
    mutating func write(_ db: Database) throws -> [Int64] {
        var ids: [Int64] = []
        var rest = rows[...]
        while !rest.isEmpty {
            let count = rest.count >= Self.together ? Self.together : 1
            try insert(db, rest.prefix(count))
            let last = db.lastInsertedRowID
            ids += (last - Int64(count) + 1)...last
            rest = rest.dropFirst(count)
        }
        rows.removeAll(keepingCapacity: true)
        return ids
    }

    private func insert(_ db: Database, _ rows: ArraySlice<Values>) throws {
        let places = "(\(columns.map { _ in "?" }.joined(separator: ", ")))"
        let sql = """
            INSERT INTO \(table) (\(columns.joined(separator: ", ")))
            VALUES \(rows.map { _ in places }.joined(separator: ", "))
            """
        // Of this type GRDB converts each value once, and without a key path.
        var values: [(any DatabaseValueConvertible)?] = []
        values.reserveCapacity(rows.count * columns.count)
        for row in rows { for value in row { values.append(value) } }
        try db.cachedStatement(sql: sql).execute(arguments: StatementArguments(values))
    }
}
