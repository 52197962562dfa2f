import Domain
import GRDB

/// The records that a customer's handles name.
struct CustomerPlaces {
    let parentID: Int64?
    let branchID: Int64?
    let ownerID: Int64?

    /// - Throws: `StoreError` for a handle that names nothing, or a parent whom the actor does not see.
    init(_ db: Database, _ details: CustomerDetails, catalog: Catalog, actor: Actor) throws {
        parentID = try details.parent.map { try Store.requiredCustomerID(db, number: $0, actor: actor) }
        branchID = try details.branch.map(catalog.branchID(code:))
        try Self.requireBranch(branchID, actor)
        ownerID = try details.owner.map(catalog.activeUserID(code:))
    }

    /// Into a branch whose customers he does not see nobody puts one.
    private static func requireBranch(_ id: Int64?, _ actor: Actor) throws {
        guard let branches = actor.visibility.branches, !(id.map(branches.contains) ?? false) else { return }
        throw StoreError(.notPermitted, "You may not put customers there; name a branch that is yours.")
    }

    private init(parentID: Int64?, branchID: Int64?, ownerID: Int64?) {
        self.parentID = parentID
        self.branchID = branchID
        self.ownerID = ownerID
    }

    /// The places after a change: what the change does not touch stays, also where the actor could not have named it.
    static func changed(
        _ db: Database, from row: Row, _ old: CustomerDetails, to new: CustomerDetails, catalog: Catalog, actor: Actor
    ) throws -> CustomerPlaces {
        func place(_ column: String, _ before: String?, _ after: String?, _ find: (String) throws -> Int64) throws
            -> Int64?
        {
            before == after ? row[column] as Int64? : try after.map(find)
        }
        if old.branch != new.branch { try requireBranch(try new.branch.map(catalog.branchID(code:)), actor) }
        return CustomerPlaces(
            parentID: try place("parentId", old.parent, new.parent) {
                try Store.requiredCustomerID(db, number: $0, actor: actor)
            },
            branchID: try place("branchId", old.branch, new.branch, catalog.branchID(code:)),
            ownerID: try place("ownerId", old.owner, new.owner, catalog.activeUserID(code:)))
    }
}
