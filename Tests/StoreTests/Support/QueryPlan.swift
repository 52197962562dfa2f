import GRDB

/// How SQLite goes about a statement, asked with the values it was run with: unbound ones mislead about partial indexes.
struct QueryPlan: CustomStringConvertible {
    let sql: String
    let steps: [String]

    /// `expanded` is the same statement with its values written in, as a trace shows it.
    init(_ db: Database, sql: String, expanded: String) throws {
        self.sql = sql
        let values = Self.values(of: sql, in: expanded)
        steps = try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN \(sql)", arguments: StatementArguments(values))
            .map { $0["detail"] }
    }

    /// Tables read from end to end, of those that grow with the number of customers; few messages are in sending at a time.
    var scans: [String] {
        steps.filter { step in
            step.hasPrefix("SCAN ") && !step.hasSuffix("messageSending")
                && !step.hasPrefix("SCAN customerText VIRTUAL TABLE INDEX 0:=M")
                // A list of ids that the statement was given.
                && !step.hasPrefix("SCAN json_each VIRTUAL TABLE INDEX 1:")
                && !Self.small.contains { step == "SCAN \($0)" || step.hasPrefix("SCAN \($0) ") }
        }
    }

    /// Sorts of more than the office's own statuses and opening hours.
    var sorts: [String] {
        let isOfTheOffice = sql.contains("FROM statusReason") || sql.hasPrefix("SELECT weekday")
        return isOfTheOffice ? [] : steps.filter { $0.hasPrefix("USE TEMP B-TREE") }
    }

    func uses(_ index: String) -> Bool { steps.contains { $0.contains(" INDEX \(index) ") } }

    /// A page that walks a table or an index in the order it wants stops after LIMIT rows.
    var walksInOrder: Bool { sql.contains("ORDER BY") && sql.contains("LIMIT") && sorts.isEmpty && scans.count <= 1 }

    var description: String { "\(sql)\n    \(steps.joined(separator: "\n    "))" }

    /// Tables as small as the office.
    private static let small = [
        "CONSTANT ROW", "ids", "status", "statusWork", "template", "trigger", "branch", "calendar", "holiday",
        "openingHours",
        "user", "u", "b", "s", "next",
        "replanOrder", "statusReplacement", "statusSuccessor", "statusReason", "securityGroupStatus", "member",
        "customerNumber", "stagedImport", "stagedImportPart", "team", "teamMember", "service",
    ]

    /// What stands in `expanded` where `sql` has a question mark.
    private static func values(of sql: String, in expanded: String) -> [DatabaseValue] {
        var values: [DatabaseValue] = []
        var rest = expanded[...]
        for (index, piece) in sql.split(separator: "?", omittingEmptySubsequences: false).enumerated() {
            if index > 0 {
                let literal = Self.literal(rest)
                values.append(Self.value(literal))
                rest = rest.dropFirst(literal.count)
            }
            rest = rest.dropFirst(piece.count)
        }
        return values
    }

    private static func literal(_ text: Substring) -> Substring {
        guard let quote = text.firstIndex(of: "'"), quote == text.startIndex || text.hasPrefix("x'") else {
            return text.prefix { $0.isLetter || $0.isNumber || "-+.".contains($0) }
        }
        var end = text.index(after: quote)
        while end < text.endIndex {
            let isQuote = text[end] == "'"
            end = text.index(after: end)
            if isQuote { if end < text.endIndex, text[end] == "'" { end = text.index(after: end) } else { break } }
        }
        return text[..<end]
    }

    private static func value(_ literal: Substring) -> DatabaseValue {
        if literal == "NULL" { return .null }
        if let number = Int64(literal) { return number.databaseValue }
        if literal.hasPrefix("'") {
            return String(literal.dropFirst().dropLast()).replacing("''", with: "'").databaseValue
        }
        return "blob".databaseValue
    }
}
