import GRDB
import TestKit

@testable import Store

/// The statements that a store's method really runs, with their plans.
struct StatementTrace {
    private struct Statement: Hashable, Sendable {
        let sql: String
        let expanded: String
    }

    private let store: Store
    private let seen = Watched<[Statement]>([])

    init(_ store: Store) async throws {
        self.store = store
        let seen = seen
        let note: @Sendable (Database.TraceEvent) -> Void = { event in
            let statement = Statement(sql: event.description, expanded: event.expandedDescription)
            seen.update { $0.append(statement) }
        }
        try await store.pool.writeWithoutTransaction { $0.trace(options: .statement, note) }
        // One read after the other uses one connection.
        try await store.pool.read { $0.trace(options: .statement, note) }
    }

    /// Plans of the queries and changes that `body` runs, each statement once.
    func plans(_ body: (Store) async throws -> Void) async throws -> [QueryPlan] {
        seen.update { $0 = [] }
        try await body(store)
        let statements = seen.value
        return try await store.pool.writeWithoutTransaction { db in
            var known: Set<String> = []
            return try statements.filter { statement in
                let verbs = ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"]
                return verbs.contains { statement.sql.hasPrefix($0) } && known.insert(statement.sql).inserted
            }.map { try QueryPlan(db, sql: $0.sql, expanded: $0.expanded) }
        }
    }
}
