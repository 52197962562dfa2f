// What calls and replies of `io.followupd.Access` are made of.
extension AccessMethods {
    /// A person of the office, or a service account.
    public struct User: Codable, Hashable, Sendable {
        public var code: String
        public var name: String
        public var email: String?
        public var account: String?
        public var role: String
        public var mayAssume: Bool
        public var wantsNotices: Bool
        public var active: Bool

        public init(
            code: String, name: String, email: String? = nil, account: String? = nil, role: String, mayAssume: Bool,
            wantsNotices: Bool, active: Bool
        ) {
            self.code = code
            self.name = name
            self.email = email
            self.account = account
            self.role = role
            self.mayAssume = mayAssume
            self.wantsNotices = wantsNotices
            self.active = active
        }
    }

    /// People who share work.
    public struct Team: Codable, Hashable, Sendable {
        public var code: String
        public var name: String
        public var members: [String]

        public init(code: String, name: String, members: [String]) {
            self.code = code
            self.name = name
            self.members = members
        }
    }

    /// A branch of the office.
    public struct Branch: Codable, Hashable, Sendable {
        public var code: String
        public var name: String
        public var parent: String?
        public var calendar: String?

        public init(code: String, name: String, parent: String? = nil, calendar: String? = nil) {
            self.code = code
            self.name = name
            self.parent = parent
            self.calendar = calendar
        }
    }

    /// Who may see and set which statuses, in a branch and all below it.
    public struct Group: Codable, Hashable, Sendable {
        public var code: String
        public var name: String
        public var description: String
        public var branch: String?
        public var sees: [String]?
        public var sets: [String]?
        public var members: [String]

        public init(
            code: String, name: String, description: String, branch: String? = nil, sees: [String]? = nil,
            sets: [String]? = nil, members: [String]
        ) {
            self.code = code
            self.name = name
            self.description = description
            self.branch = branch
            self.sees = sees
            self.sets = sets
            self.members = members
        }
    }
}
