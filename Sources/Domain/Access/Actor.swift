/// Who does something, with what he may see and set: read anew for each call, and handed to every method of the store.
public struct Actor: Hashable, Sendable {
    /// As history, ledger and audit name him: a user's code, `root`, `uid:1000`, or `automation`.
    public let name: String
    /// Of the calling process; nil for the daemon itself.
    public let uid: UInt32?
    /// The row of the user, if he is one.
    public let userID: Int64?
    /// nil: may do nothing.
    public let role: Role?
    public let visibility: Visibility
    /// The service account that acts as this user (`Access.Assume`).
    public let assumedBy: String?

    public init(
        name: String, uid: UInt32?, userID: Int64? = nil, role: Role?, visibility: Visibility, assumedBy: String? = nil
    ) {
        self.name = name
        self.uid = uid
        self.userID = userID
        self.role = role
        self.visibility = visibility
        self.assumedBy = assumedBy
    }

    /// Someone who administers, by name: root, or the service's own user.
    public static func administrator(_ name: String, uid: UInt32? = nil) -> Actor {
        Actor(name: name, uid: uid, role: .administrator, visibility: .everything)
    }

    /// The daemon, when a trigger or an order acts and no person.
    public static let automation = Actor.administrator("automation")
}

/// Which customers somebody sees, and to which statuses he may move them (DESIGN 2.6). What is not seen does not exist for him.
public struct Visibility: Hashable, Sendable {
    /// Rows of branches; nil: every branch, and customers without one.
    public let branches: Set<Int64>?
    /// Rows of statuses; nil: every status.
    public let statusesSeen: Set<Int64>?
    /// Rows of statuses; nil: every status.
    public let statusesSet: Set<Int64>?

    public init(branches: Set<Int64>?, statusesSeen: Set<Int64>?, statusesSet: Set<Int64>?) {
        self.branches = branches
        self.statusesSeen = statusesSeen
        self.statusesSet = statusesSet
    }

    public static let everything = Visibility(branches: nil, statusesSeen: nil, statusesSet: nil)

    public var seesEverything: Bool { branches == nil && statusesSeen == nil }

    public func sees(branch: Int64?, status: Int64) -> Bool {
        (branches.map { branch.map($0.contains) ?? false } ?? true) && (statusesSeen?.contains(status) ?? true)
    }

    public func maySet(_ status: Int64) -> Bool { statusesSet?.contains(status) ?? true }
}
