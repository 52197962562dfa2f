import GRDB

/// What SQLite can find wrong with a file.
enum DatabaseIntegrity {
    /// - Returns: a sentence each, at most about a hundred; empty: it is whole.
    static func findings(_ db: Database) throws -> [String] {
        var findings = try String.fetchAll(db, sql: "PRAGMA integrity_check(100)").filter { $0 != "ok" }
        let strays = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").prefix(20)
        findings += strays.map { "A row of \($0[0] as String? ?? "a table") refers to one that is missing." }
        // Only with rank 1 is the full-text index compared with what it is an index of.
        do {
            try db.execute(sql: "INSERT INTO customerText (customerText, rank) VALUES ('integrity-check', 1)")
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            findings.append("The full-text index does not agree with the customers.")
        }
        return findings
    }
}
