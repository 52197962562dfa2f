import GRDB

/// Rows of one table that are inserted many at a time: what SQLite does once a statement (the lists in the CHECKs, the journal, the counter of ids)
/// costs more than a row.
struct RowsToInsert: Sendable {
    typealias Values = [(any DatabaseValueConvertible & Sendable)?]

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
    mutating func write(_ db: Database) throws {
        var rest = rows[...]
        while rest.count >= Self.together {
            try insert(db, Array(rest.prefix(Self.together)))
            rest = rest.dropFirst(Self.together)
        }
        for row in rest { try insert(db, [row]) }
        rows.removeAll(keepingCapacity: true)
    }

    private func insert(_ db: Database, _ rows: [Values]) throws {
        let places = "(\(columns.map { _ in "?" }.joined(separator: ", ")))"
        let sql = """
            INSERT INTO \(table) (\(columns.joined(separator: ", ")))
            VALUES \(rows.map { _ in places }.joined(separator: ", "))
            """
        let values = rows.joined().map { $0?.databaseValue ?? .null }
        try db.cachedStatement(sql: sql).execute(arguments: StatementArguments(values))
    }
}
