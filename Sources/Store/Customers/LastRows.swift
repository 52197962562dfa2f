import GRDB

/// Of what can be written without end, such as notes, the last ones, as many as one reply tells.
enum LastRows {
    static let most = 1_000
    /// Of text, besides the row that goes beyond.
    static let mostBytes = 1 << 20

    /// - Parameters:
    ///   - newestFirst: A query with a column `text`, by the id of what the rows were written to.
    /// - Returns: its last rows, oldest first.
    static func rows(_ db: Database, newestFirst: String, of id: Int64) throws -> [Row] {
        let cursor = try Row.fetchCursor(db, sql: newestFirst, arguments: [id])
        var rows: [Row] = []
        var bytes = 0
        while rows.count < most, bytes < mostBytes, let row = try cursor.next()?.copy() {
            rows.append(row)
            bytes += (row["text"] as String).utf8.count
        }
        return rows.reversed()
    }
}
