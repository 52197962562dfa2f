import Domain

/// A security group as the catalogue keeps it for its members.
struct CatalogGroup: Sendable {
    let code: String
    let branchID: Int64?
    /// Rows of statuses; nil: all.
    let sees: Set<Int64>?
    let sets: Set<Int64>?
}

extension Catalog {
    /// Who a Unix account is here; nil if it is nobody's, or an inactive user's.
    public func actor(account: String, uid: UInt32) -> Actor? {
        users.values.first { $0.specification.account == account && $0.isActive }.map { actor($0, uid: uid) }
    }

    /// The user that a trusted account acts as.
    /// - Throws: `StoreError` `userNotFound`, alike for an unknown, an inactive and an administering user.
    public func actor(assumed code: String, by account: String, uid: UInt32) throws -> Actor {
        let user = try users[activeUserID(code: code)]
        guard let user, user.specification.role != .administrator, !user.specification.mayAssume else {
            throw StoreError(.userNotFound(code: code), "There is no user \(code) whom you may act as.")
        }
        return actor(user, uid: uid, assumedBy: account)
    }

    /// A user as whom the daemon looks, for what it writes to him.
    public func actor(of user: User) -> Actor { actor(user, uid: nil) }

    private func actor(_ user: User, uid: UInt32?, assumedBy: String? = nil) -> Actor {
        Actor(
            name: user.code, uid: uid, userID: user.id, role: user.specification.role, visibility: visibility(of: user),
            assumedBy: assumedBy)
    }

    /// A user without a group sees and sets what his role lets him; administrators are in no need of one.
    private func visibility(of user: User) -> Visibility {
        guard user.specification.role != .administrator, let group = groups[user.id] else { return .everything }
        return Visibility(
            branches: group.branchID.map(branches(within:)), statusesSeen: group.sees, statusesSet: group.sets)
    }
}
