import Domain
import GRDB

/// Which customers are wanted, and in which order.
public struct CustomerSearch: Hashable, Sendable {
    public var expression: SearchExpression
    /// The departments of those found too, at any depth.
    public var withDepartments: Bool
    /// nil: the order in which they are found fastest.
    public var sort: CustomerSort?
    public var isDescending: Bool

    public init(
        _ expression: SearchExpression = .everyone, withDepartments: Bool = false, sort: CustomerSort? = nil,
        isDescending: Bool = false
    ) {
        self.expression = expression
        self.withDepartments = withDepartments
        self.sort = sort
        self.isDescending = isDescending
    }
}

/// How a listing of customers is sorted; equal ones by the order in which they were added.
public enum CustomerSort: String, CaseIterable, Sendable {
    /// In the order in which they were added.
    case created
    case number, name
    /// By the instant from which they are overdue; those without a due date come last, either way.
    case due
    /// By the instant of entering the present status.
    case entered

    /// The key in SQL.
    var key: String {
        switch self {
        case .created: "p.customerId"
        case .number: "c.number"
        case .name: "c.name"
        case .due: "p.overdueAt"
        case .entered: "p.enteredAt"
        }
    }

    /// What breaks ties; the index of the key has it too.
    var tie: String {
        switch self {
        case .created, .number, .name: "c.id"
        case .due, .entered: "p.id"
        }
    }

    public func cursor(of record: CustomerRecord) -> PageCursor {
        switch self {
        case .created: PageCursor(key: .integer(record.id), id: record.id)
        case .number: PageCursor(key: .text(record.number), id: record.id)
        case .name: PageCursor(key: .text(record.details.name), id: record.id)
        case .due:
            PageCursor(
                key: record.due.map { .integer($0.overdueAt.milliseconds) } ?? Self.noDueDate, id: record.periodID)
        case .entered: PageCursor(key: .integer(record.enteredAt.milliseconds), id: record.periodID)
        }
    }

    /// Stands in cursors for a customer without a due date.
    static let noDueDate = PageCursor.Key.text("none")
}

extension Store {
    /// Few enough to be found by their index and sorted for each page; more are read in the order asked for until a page is full.
    static let fewFound = 5_000

    /// A page of the customers that a search finds and the actor sees, after the place `cursor` names.
    public func customers(
        _ search: CustomerSearch, for actor: Actor, after cursor: PageCursor?, limit: Int, now: Timestamp
    ) async throws -> [CustomerRecord] {
        try await read { [self] db in
            let catalog = try catalogForReading(db)
            let rows = try Self.customerRows(
                db, search, for: actor, catalog: catalog, after: cursor, limit: limit, now: now,
                select: CustomerRecord.select(for: actor))
            return try CustomerRecord.records(rows, db, catalog: catalog)
        }
    }

    /// The order of a search that names none: that of the index which finds it.
    public func order(of search: CustomerSearch) -> CustomerSort {
        if let sort = search.sort { return sort }
        for rule in Self.conjuncts(of: search.expression) {
            if let order = SearchCompiler.order(of: rule), order != .created { return order }
        }
        return .created
    }

    static func conjuncts(of expression: SearchExpression) -> [SearchRule] {
        switch expression {
        case .rule(let rule): [rule]
        case .all(let parts): parts.flatMap(conjuncts)
        default: []
        }
    }

    /// Rows of a page with the columns that `select` names; it joins customer `c` and period `p`.
    static func customerRows(
        _ db: Database, _ search: CustomerSearch, for actor: Actor, catalog: Catalog, after cursor: PageCursor?,
        limit: Int,
        now: Timestamp, select: CustomerSelect
    ) throws -> [Row] {
        let sort = search.sort ?? .created
        var rows: [Row] = []
        let isAmongUndated = sort == .due && cursor?.key == CustomerSort.noDueDate
        if !isAmongUndated {
            let page = try customerPage(
                db, search, sort, for: actor, catalog: catalog, after: cursor, now: now, select: select)
            rows = try page.fetch(db, limit: limit)
        }
        let pageSize = min(max(limit, 1), PageQuery.largestPage)
        guard sort == .due, rows.count < pageSize else { return rows }
        // Those without a due date come last, in the order of their periods.
        var page = try customerPage(
            db, search, nil, for: actor, catalog: catalog, after: nil, now: now, select: select)
        page.require("p.overdueAt IS NULL")
        page.after(
            isAmongUndated ? cursor.map { PageCursor(key: .integer($0.id), id: $0.id) } : nil, key: "p.id", id: "p.id")
        return rows + (try page.fetch(db, limit: pageSize - rows.count))
    }

    /// - Parameter sort: nil: the caller sorts.
    static func customerPage(
        _ db: Database, _ search: CustomerSearch, _ sort: CustomerSort?, for actor: Actor, catalog: Catalog,
        after cursor: PageCursor?, now: Timestamp, select: CustomerSelect
    ) throws -> PageQuery {
        var compiler = SearchCompiler(catalog: catalog, actor: actor, now: now)
        let plain = compiler
        var beginning = search.withDepartments ? nil : try fewest(db, search.expression, sort, plain)
        let isFew = beginning != nil
        compiler.sort = isFew ? nil : sort
        if !isFew, sort == .created, !search.withDepartments {
            beginning =
                conjuncts(of: search.expression).lazy.compactMap { rule in plain.named(rule).map { (rule, $0) } }.first
        }
        // What the page begins with need not be asked again.
        let condition = try compiler.condition(search.expression.asked(besides: beginning?.rule))
        let seen = actor.visibility.condition()
        var page = PageQuery(select: select.statement(beginningWith: beginning?.ids))
        page.require("p.leftAt IS NULL")
        if search.withDepartments {
            page.require(departments(of: condition, seen: actor.visibility.sees()))
        } else {
            page.require(condition)
        }
        if let seen { page.require(seen) }
        guard let sort else { return page }
        if sort == .due { page.require("p.overdueAt IS NOT NULL") }
        // A plus sign keeps SQLite from walking the order where the few are at hand already.
        let sign = isFew ? "+" : ""
        // By the number of the row, customer and period are the same; the index of statuses has the latter.
        let isByStatus = conjuncts(of: search.expression).contains {
            $0.subject == .field(.status) && $0.comparison == .equal
        }
        let isByName = beginning != nil && !isFew
        let key = isByName ? "found.customerId" : sort == .created && !isByStatus ? "c.id" : sort.key
        page.after(
            cursor, key: sign + key, id: sign + (sort == .created ? key : sort.tie), descending: search.isDescending)
        return page
    }

    /// The customers of the rule that finds fewest by its index, if they are few; every other rule must hold beside it.
    private static func fewest(
        _ db: Database, _ expression: SearchExpression, _ sort: CustomerSort?, _ compiler: SearchCompiler
    ) throws -> (rule: SearchRule, ids: SQL)? {
        let rules = conjuncts(of: expression)
        // A single rule whose index has the order asked for needs no look ahead.
        if rules.count == 1, let sort, SearchCompiler.order(of: rules[0]) == sort { return nil }
        var best: (rule: SearchRule, ids: SQL, count: Int)?
        for rule in rules {
            guard let ids = try compiler.indexed(rule) else { continue }
            let limit = best.map(\.count) ?? fewFound
            let (sql, arguments) = try ("SELECT count(*) FROM (\(literal: ids) LIMIT \(limit + 1))" as SQL).build(db)
            let count = try Int.fetchOne(db, sql: sql, arguments: arguments) ?? 0
            if count <= limit { best = (rule, ids, count) }
        }
        return best.map { ($0.rule, $0.ids) }
    }

    private static func departments(of condition: SQL, seen: SQL) -> SQL {
        """
        c.id IN (
            WITH RECURSIVE found (id) AS (
                SELECT c.id FROM statusPeriod p JOIN customer c ON c.id = p.customerId
                WHERE p.leftAt IS NULL AND \(condition) AND \(seen)
                UNION SELECT d.id FROM found JOIN customer d ON d.parentId = found.id)
            SELECT id FROM found)
        """
    }
}

extension SearchExpression {
    /// What is left to ask when one of the rules that all have to hold is known to.
    fileprivate func asked(besides known: SearchRule?) -> SearchExpression {
        guard let known else { return self }
        return switch self {
        case .rule(let rule): rule == known ? .everyone : self
        case .all(let parts): .all(parts.map { $0.asked(besides: known) })
        default: self
        }
    }
}

/// The columns of a listing of customers, and the joins that these need beside customer `c` and its period `p`.
struct CustomerSelect {
    let columns: SQL
    let joins: SQL

    /// - Parameter ids: a query of customer ids to begin with.
    func statement(beginningWith ids: SQL?) -> SQL {
        if let ids {
            return """
                SELECT \(literal: columns) FROM (\(literal: ids)) AS found CROSS JOIN statusPeriod p ON p.customerId = found.customerId
                CROSS JOIN customer c ON c.id = p.customerId \(literal: joins)
                """
        }
        return "SELECT \(literal: columns) FROM statusPeriod p JOIN customer c ON c.id = p.customerId \(literal: joins)"
    }
}
