import Domain
import GRDB

/// What a change of many customers did, or would do, with one of them.
public struct StatusChangeOutcome: Sendable {
    public let customerID: Int64
    public let number: String
    public let name: String
    public let from: String
    /// Empty: changed, or possible.
    public let objections: [String]
}

extension Store {
    /// All or nothing is one transaction, in which nobody else can write.
    public static let mostChangedAtOnce = 50_000

    /// Looks at a page of the customers that a search finds, in the order they were added, and says what the change would be for each.
    public func previewStatusChange(
        _ search: SearchExpression, _ change: StatusChange, after last: Int64, limit: Int, by actor: Actor,
        now: Timestamp
    ) async throws -> [StatusChangeOutcome] {
        try await read { [self] db in
            let catalog = try catalogForReading(db)
            return try Self.page(db, search, after: last, limit: limit, actor: actor, catalog: catalog, now: now).map {
                row in
                let customer = try Self.find(db, number: row["number"], actor: actor)
                let check = try StatusChangeCheck(db, customer, change, catalog: catalog, actor: actor, now: now)
                return StatusChangeOutcome(row, from: check.source, objections: check.objections)
            }
        }
    }

    /// Changes a page of the customers that a search finds, each as if it were alone: who cannot be changed stays, with the reasons.
    ///
    /// A customer added while the pages are worked off is found if it fits; one that fits no longer is not.
    public func changeStatuses(
        _ search: SearchExpression, _ change: StatusChange, after last: Int64, limit: Int, by actor: Actor,
        now: Timestamp
    ) async throws -> [StatusChangeOutcome] {
        try await write { [self] db in
            let catalog = try catalog(db)
            return try Self.page(db, search, after: last, limit: limit, actor: actor, catalog: catalog, now: now).map {
                row in
                try self.change(db, row, change, by: actor, now: now)
            }
        }
    }

    /// Changes every customer that a search finds, or none if one of them cannot be changed.
    public func changeAllStatuses(
        _ search: SearchExpression, _ change: StatusChange, by actor: Actor, now: Timestamp
    ) async throws -> [StatusChangeOutcome] {
        try await write { [self] db in
            let catalog = try catalog(db)
            var outcomes: [StatusChangeOutcome] = []
            var rows: [Row] = []
            repeat {
                rows = try Self.page(
                    db, search, after: rows.last?["id"] ?? 0, limit: 500, actor: actor, catalog: catalog, now: now)
                guard outcomes.count + rows.count <= Self.mostChangedAtOnce else {
                    throw StoreError.invalid(
                        "search", "finds more than \(Self.mostChangedAtOnce) customers, too many to change all or none")
                }
                outcomes += try rows.map {
                    StatusChangeOutcome($0, from: try catalog.status(id: $0["statusId"]), objections: [])
                }
            } while rows.count == 500
            var refused = 0
            try db.inSavepoint {
                for (index, outcome) in outcomes.enumerated() {
                    outcomes[index] = try self.change(db, outcome, change, by: actor, now: now)
                    refused += outcomes[index].objections.isEmpty ? 0 : 1
                }
                return refused == 0 ? .commit : .rollback
            }
            return outcomes
        }
    }

    private func change(_ db: Database, _ row: Row, _ change: StatusChange, by actor: Actor, now: Timestamp) throws
        -> StatusChangeOutcome
    {
        let from = try catalog(db).status(id: row["statusId"])
        return try self.change(db, StatusChangeOutcome(row, from: from, objections: []), change, by: actor, now: now)
    }

    private func change(
        _ db: Database, _ outcome: StatusChangeOutcome, _ change: StatusChange, by actor: Actor, now: Timestamp
    ) throws -> StatusChangeOutcome {
        do {
            try db.inSavepoint {
                let customer = try Self.find(db, number: outcome.number, actor: actor)
                _ = try changeStatus(db, customer, change, by: actor, now: now)
                return .commit
            }
            return outcome
        } catch let error as StoreError {
            guard case .changeRejected(let reasons) = error.code else { throw error }
            return outcome.refused(reasons)
        }
    }

    private static func page(
        _ db: Database, _ search: SearchExpression, after last: Int64, limit: Int, actor: Actor, catalog: Catalog,
        now: Timestamp
    ) throws -> [Row] {
        try customerRows(
            db, CustomerSearch(search, sort: .created), for: actor, catalog: catalog,
            after: PageCursor(key: .integer(last), id: last), limit: limit, now: now,
            select: CustomerSelect(columns: "c.id, c.number, c.name, p.statusId", joins: ""))
    }
}

extension StatusChangeOutcome {
    fileprivate init(_ row: Row, from: Status, objections: [String]) {
        self.init(
            customerID: row["id"], number: row["number"], name: row["name"], from: from.code, objections: objections)
    }

    fileprivate func refused(_ objections: [String]) -> StatusChangeOutcome {
        StatusChangeOutcome(customerID: customerID, number: number, name: name, from: from, objections: objections)
    }
}
