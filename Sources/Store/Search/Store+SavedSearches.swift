import Domain
import GRDB

/// A search kept under a code: somebody's own, or shared with all.
public struct SavedSearch: Hashable, Sendable {
    public var code: String
    public var name: String
    /// As history names people.
    public var owner: String
    public var isShared: Bool
    public var expression: SearchExpression
    /// Names of the columns to show; empty: the usual ones.
    public var columns: [String]
    public var sort: CustomerSort?
    public var isDescending: Bool
    public var withDepartments: Bool

    public init(
        code: String, name: String, owner: String, isShared: Bool, expression: SearchExpression, columns: [String] = [],
        sort: CustomerSort? = nil, isDescending: Bool = false, withDepartments: Bool = false
    ) {
        self.code = code
        self.name = name
        self.owner = owner
        self.isShared = isShared
        self.expression = expression
        self.columns = columns
        self.sort = sort
        self.isDescending = isDescending
        self.withDepartments = withDepartments
    }

    public var search: CustomerSearch {
        CustomerSearch(expression, withDepartments: withDepartments, sort: sort, isDescending: isDescending)
    }
}

extension Store {
    /// The actor's own searches and those that are shared, by code.
    public func savedSearches(for actor: Actor) async throws -> [SavedSearch] {
        try await read { db in
            try Row.fetchAll(
                db, sql: "SELECT * FROM savedSearch WHERE isShared = 1 OR ownerName = ? ORDER BY code, id",
                arguments: [actor.name]
            ).map(Self.savedSearch)
        }
    }

    /// The actor's own search of that code, else the shared one.
    public func savedSearch(code: String, for actor: Actor) async throws -> SavedSearch {
        try await read { db in
            let row = try Row.fetchOne(
                db,
                sql:
                    "SELECT * FROM savedSearch WHERE code = ?1 AND (ownerName = ?2 OR isShared = 1) ORDER BY ownerName = ?2 DESC LIMIT 1",
                arguments: [code, actor.name])
            guard let row else { throw StoreError.notFound(.search, code) }
            return try Self.savedSearch(row)
        }
    }

    /// Keeps a search under its code, in place of the actor's own one before.
    public func saveSearch(_ search: SavedSearch, by actor: Actor, now: Timestamp) async throws {
        try await write { [zones] db in
            try Self.validate(("code", search.code, .code), ("name", search.name, .name))
            try Self.validate(db, search.expression, zones: zones, now: now)
            for column in search.columns { try Self.validate(("columns", column, .name)) }
            if search.isShared,
                let other = try String.fetchOne(
                    db, sql: "SELECT ownerName FROM savedSearch WHERE code = ? AND isShared = 1 AND ownerName <> ?",
                    arguments: [search.code, actor.name])
            {
                throw StoreError(
                    .codeTaken(kind: "search", code: search.code),
                    "\(other) shares a search \(search.code) already; choose another code.")
            }
            let old = try Row.fetchOne(
                db, sql: "SELECT * FROM savedSearch WHERE code = ? AND ownerName = ?",
                arguments: [search.code, actor.name])
            let before = try old.map { Self.texts(try Self.savedSearch($0)) } ?? [:]
            try db.execute(
                sql: """
                    INSERT INTO savedSearch (code, name, ownerName, isShared, expression, columns, sort, isDescending, withDepartments)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (ownerName, code) DO UPDATE SET name = excluded.name, isShared = excluded.isShared,
                        expression = excluded.expression, columns = excluded.columns, sort = excluded.sort,
                        isDescending = excluded.isDescending, withDepartments = excluded.withDepartments
                    """,
                arguments: [
                    search.code, search.name, actor.name, search.isShared, search.expression.description,
                    search.columns.joined(separator: ","), search.sort?.rawValue, search.isDescending,
                    search.withDepartments,
                ])
            try AuditRows.write(
                db, actor, "save", .search, search.code, before: before, after: Self.texts(search), now: now)
        }
    }

    /// Deletes the actor's own search of that code; an administrator deletes another's shared one too.
    public func deleteSearch(code: String, by actor: Actor, now: Timestamp) async throws {
        try await write { db in
            let row = try Row.fetchOne(
                db,
                sql:
                    "SELECT * FROM savedSearch WHERE code = ?1 AND (ownerName = ?2 OR (isShared AND ?3)) ORDER BY ownerName = ?2 DESC LIMIT 1",
                arguments: [code, actor.name, actor.role == .administrator])
            guard let row else { throw StoreError.notFound(.search, code) }
            try db.execute(sql: "DELETE FROM savedSearch WHERE id = ?", arguments: [row["id"] as Int64])
            try AuditRows.write(
                db, actor, "delete", .search, code, before: Self.texts(try Self.savedSearch(row)), now: now)
        }
    }

    private static func texts(_ search: SavedSearch) -> [String: String] {
        [
            "name": search.name, "expression": search.expression.description, "shared": String(search.isShared),
            "columns": search.columns.joined(separator: ","), "sort": search.sort?.rawValue ?? "",
            "descending": String(search.isDescending), "departments": String(search.withDepartments),
        ]
    }

    static func savedSearch(_ row: Row) throws -> SavedSearch {
        let columns: String = row["columns"]
        let sort: String? = row["sort"]
        return SavedSearch(
            code: row["code"], name: row["name"], owner: row["ownerName"], isShared: row["isShared"],
            expression: try SearchExpression(parsing: row["expression"]),
            columns: columns.split(separator: ",").map(String.init), sort: sort.flatMap(CustomerSort.init(rawValue:)),
            isDescending: row["isDescending"], withDepartments: row["withDepartments"])
    }

    /// How a search is worked off: the SQL with values bound, and SQLite's plan, a line each.
    public func explainSearch(_ search: CustomerSearch, for actor: Actor, now: Timestamp) async throws -> (
        sql: String, plan: [String]
    ) {
        try await read { [self] db in
            let catalog = try catalogForReading(db)
            let page = try Self.customerPage(
                db, search, order(of: search), for: actor, catalog: catalog, after: nil, now: now,
                select: CustomerSelect(columns: "c.id", joins: ""))
            let (sql, arguments) = try page.statement(db, limit: 1)
            let plan = try Row.fetchAll(db, sql: "EXPLAIN QUERY PLAN " + sql, arguments: arguments).map {
                $0["detail"] as String
            }
            return (sql, plan)
        }
    }
}
