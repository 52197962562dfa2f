/// A person of the office, or a service account: owns customers, is assigned tasks, gets messages, calls the daemon.
public struct User: Hashable, Sendable, Identifiable {
    public let id: Int64
    public var specification: UserSpecification
    /// An inactive user may do nothing, and nothing new can be assigned to him.
    public var isActive: Bool

    public init(id: Int64, specification: UserSpecification, isActive: Bool) {
        self.id = id
        self.specification = specification
        self.isActive = isActive
    }

    public var code: String { specification.code }
}

/// What a person says of a user when adding one.
public struct UserSpecification: Hashable, Sendable {
    public var code: String
    public var name: String
    public var email: String?
    /// Name of the Unix account whose processes call as this user; nil: cannot call.
    public var account: String?
    public var role: Role
    /// A trusted service account: may act as other users, never as an administrator.
    public var mayAssume: Bool
    /// Wants a mail for each task that becomes his.
    public var wantsNotices: Bool

    public init(
        code: String, name: String, email: String? = nil, account: String? = nil, role: Role = .agent,
        mayAssume: Bool = false, wantsNotices: Bool = false
    ) {
        self.code = code
        self.name = name
        self.email = email
        self.account = account
        self.role = role
        self.mayAssume = mayAssume
        self.wantsNotices = wantsNotices
    }
}
