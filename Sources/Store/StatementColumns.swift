import Domain
import GRDB
import GRDBSQLite

/// The columns of the row on which a statement stands, by their places: without the copies and casts of a `Row`, for the queries of which a storm
/// reads millions of rows. Valid until the statement goes on.
struct StatementColumns {
    private let statement: SQLiteStatement

    init(_ statement: Statement) { self.statement = statement.sqliteStatement }

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }

    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }

    func number(_ column: Int32) -> Int { Int(integer(column)) }

    func flag(_ column: Int32) -> Bool { integer(column) != 0 }

    func instant(_ column: Int32) -> Timestamp { Timestamp(milliseconds: integer(column)) }

    /// Empty where it is null.
    func text(_ column: Int32) -> String {
        // The text before its length: asking for the text may make it.
        guard let bytes = sqlite3_column_text(statement, column) else { return "" }
        let count = Int(sqlite3_column_bytes(statement, column))
        return String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
    }

    func bytes<Result>(_ column: Int32, _ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        let start = sqlite3_column_blob(statement, column)
        return body(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column))))
    }

    func optional<Value>(_ column: Int32, _ read: (Int32) -> Value) -> Value? {
        isNull(column) ? nil : read(column)
    }
}
