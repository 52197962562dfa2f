import GRDB

/// Where a page ended: the sort key and the id of its last row. What a key means belongs to the listing that handed it out.
public struct PageCursor: Hashable, Sendable {
    public enum Key: Hashable, Sendable {
        case integer(Int64)
        case text(String)
    }

    public let key: Key
    public let id: Int64

    public init(key: Key, id: Int64) {
        self.key = key
        self.id = id
    }
}

/// A listing read a page at a time by its sort key: no row is counted over, and no read outlives its page.
///
/// The parts are SQL literals of this module; what comes from outside is bound.
struct PageQuery {
    /// The most rows one read returns, so that none holds its snapshot for long.
    static let largestPage = 500

    let select: SQL
    private var conditions: [SQL] = []
    private var order: SQL = ""

    init(select: String) { self.select = SQL(sql: select) }

    init(select: SQL) { self.select = select }

    mutating func require(_ condition: SQL) { conditions.append(condition) }

    /// - Parameter condition: a text of this module, with question marks for the values. It has a label so that a literal with values in it can
    ///   only be `SQL`, which binds them.
    mutating func require(sql condition: String, _ values: StatementArguments = StatementArguments()) {
        conditions.append(SQL(sql: condition, arguments: values))
    }

    /// Sorts by `key`, then `id`, and begins behind the cursor.
    mutating func after(_ cursor: PageCursor?, key: String, id: String, descending: Bool = false) {
        if let cursor {
            let value: any DatabaseValueConvertible =
                switch cursor.key {
                case .integer(let number): number
                case .text(let text): text
                }
            require(sql: "(\(key), \(id)) \(descending ? "<" : ">") (?, ?)", [value, cursor.id])
        }
        let direction = descending ? " DESC" : ""
        order = SQL(sql: " ORDER BY \(key)\(direction)" + (key == id ? "" : ", \(id)\(direction)"))
    }

    /// The statement and its values, for `fetch` and for the query plan tests.
    func statement(_ db: Database, limit: Int) throws -> (sql: String, arguments: StatementArguments) {
        let filter: SQL = conditions.isEmpty ? "" : " WHERE \(conditions.joined(operator: .and))"
        let page = min(max(limit, 1), Self.largestPage)
        return try (select + filter + order + " LIMIT \(page)").build(db)
    }

    func fetch(_ db: Database, limit: Int) throws -> [Row] {
        let (sql, arguments) = try statement(db, limit: limit)
        return try Row.fetchAll(db, sql: sql, arguments: arguments)
    }
}
