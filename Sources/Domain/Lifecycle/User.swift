/// A person of the office: owns customers, is assigned tasks, gets messages.
public struct User: Hashable, Sendable, Identifiable {
    public let id: Int64
    public let code: String
    public var name: String
    public var email: String?
    public var isActive: Bool

    public init(id: Int64, code: String, name: String, email: String?, isActive: Bool) {
        self.id = id
        self.code = code
        self.name = name
        self.email = email
        self.isActive = isActive
    }
}

/// A branch of the office; branches form a tree. The calendar is its own, else the nearest ancestor's, else the default.
public struct BranchSpecification: Hashable, Sendable {
    public var code: String
    public var name: String
    public var parent: String?
    public var calendar: String?

    public init(code: String, name: String, parent: String?, calendar: String?) {
        self.code = code
        self.name = name
        self.parent = parent
        self.calendar = calendar
    }
}
