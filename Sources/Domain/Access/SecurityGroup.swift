/// Who may see and set which statuses, in a branch and all below it. A user is in at most one group of a type.
public struct SecurityGroupSpecification: Hashable, Sendable {
    public var code: String
    public var name: String
    public var text: String
    /// Code of the branch that is its level in the hierarchy; nil: the whole office, customers without a branch included.
    public var branch: String?
    public var sees: StatusSelection
    public var sets: StatusSelection
    /// Codes of users.
    public var members: [String]

    public init(
        code: String, name: String, text: String = "", branch: String? = nil, sees: StatusSelection = .all,
        sets: StatusSelection = .all, members: [String] = []
    ) {
        self.code = code
        self.name = name
        self.text = text
        self.branch = branch
        self.sees = sees
        self.sets = sets
        self.members = members
    }
}

/// Statuses by their codes, or all there are and will be.
public enum StatusSelection: Hashable, Sendable {
    case all
    case only(Set<String>)
}

/// People who share work.
public struct TeamSpecification: Hashable, Sendable {
    public var code: String
    public var name: String
    /// Codes of users.
    public var members: [String]

    public init(code: String, name: String, members: [String] = []) {
        self.code = code
        self.name = name
        self.members = members
    }
}
