import GRDB

extension Statement {
    /// Executes with these values, which it binds itself: to check and keep arguments takes GRDB as long as SQLite takes for the rows.
    ///
    /// Given no arguments, unchecked, GRDB 7.10 resets and clears the statement and holds it for bound, so that `execute` neither checks nor binds.
    /// It does not promise that; RowsToInsertTests would notice.
    /// - Throws: `DatabaseError`.
    func execute(binding values: some Collection<DatabaseValue>) throws {
        setUncheckedArguments(StatementArguments())
        for (place, value) in zip(CInt(1)..., values) {
            let result = value.bind(to: sqliteStatement, at: place)
            guard result == ResultCode.SQLITE_OK.rawValue else {
                throw DatabaseError(
                    resultCode: ResultCode(rawValue: result), message: "value \(place) cannot be bound", sql: sql)
            }
        }
        try execute()
        // A cached statement keeps no texts of customers. Not after an error, with which GRDB gives the statement up.
        setUncheckedArguments(StatementArguments())
    }
}
