extension AccessMethods {
    public enum ListTeams: ControlMethod {
        public static let name = "\(interface).ListTeams"
        public typealias Parameters = Nothing

        public struct Reply: ListReply, Hashable {
            public var team: Team?
            public var cursor: String?

            public init() {}

            public init(team: Team, cursor: String) {
                self.team = team
                self.cursor = cursor
            }
        }
    }

    public enum AddTeam: ControlMethod {
        public static let name = "\(interface).AddTeam"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String
            public var name: String
            public var members: [String]?

            public init(code: String, name: String, members: [String]? = nil) {
                self.code = code
                self.name = name
                self.members = members
            }
        }
        public typealias Reply = Nothing
    }

    public enum UpdateTeam: ControlMethod {
        public static let name = "\(interface).UpdateTeam"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String
            public var name: String?
            public var members: [String]?

            public init(code: String, name: String? = nil, members: [String]? = nil) {
                self.code = code
                self.name = name
                self.members = members
            }
        }
        public typealias Reply = Nothing
    }

    public enum DeleteTeam: ControlMethod {
        public static let name = "\(interface).DeleteTeam"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String

            public init(code: String) {
                self.code = code
            }
        }
        public typealias Reply = Nothing
    }

    public enum ListBranches: ControlMethod {
        public static let name = "\(interface).ListBranches"
        public typealias Parameters = Nothing

        public struct Reply: ListReply, Hashable {
            public var branch: Branch?
            public var cursor: String?

            public init() {}

            public init(branch: Branch, cursor: String) {
                self.branch = branch
                self.cursor = cursor
            }
        }
    }

    public enum AddBranch: ControlMethod {
        public static let name = "\(interface).AddBranch"

        public struct Parameters: Codable, Hashable, Sendable {
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
        public typealias Reply = Nothing
    }

    public enum UpdateBranch: ControlMethod {
        public static let name = "\(interface).UpdateBranch"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String
            public var name: String?
            public var parent: String?
            public var calendar: String?

            public init(code: String, name: String? = nil, parent: String? = nil, calendar: String? = nil) {
                self.code = code
                self.name = name
                self.parent = parent
                self.calendar = calendar
            }
        }
        public typealias Reply = Nothing
    }

    public enum DeleteBranch: ControlMethod {
        public static let name = "\(interface).DeleteBranch"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String

            public init(code: String) {
                self.code = code
            }
        }
        public typealias Reply = Nothing
    }

    public enum ListGroups: ControlMethod {
        public static let name = "\(interface).ListGroups"
        public typealias Parameters = Nothing

        public struct Reply: ListReply, Hashable {
            public var group: Group?
            public var cursor: String?

            public init() {}

            public init(group: Group, cursor: String) {
                self.group = group
                self.cursor = cursor
            }
        }
    }

    public enum AddGroup: ControlMethod {
        public static let name = "\(interface).AddGroup"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String
            public var name: String
            public var description: String?
            public var branch: String?
            public var sees: [String]?
            public var sets: [String]?
            public var members: [String]?

            public init(
                code: String, name: String, description: String? = nil, branch: String? = nil, sees: [String]? = nil,
                sets: [String]? = nil, members: [String]? = nil
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
        public typealias Reply = Nothing
    }

    public enum UpdateGroup: ControlMethod {
        public static let name = "\(interface).UpdateGroup"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String
            public var name: String?
            public var description: String?
            public var branch: String?
            public var sees: [String]?
            public var seesAll: Bool?
            public var sets: [String]?
            public var setsAll: Bool?
            public var members: [String]?

            public init(
                code: String, name: String? = nil, description: String? = nil, branch: String? = nil,
                sees: [String]? = nil, seesAll: Bool? = nil, sets: [String]? = nil, setsAll: Bool? = nil,
                members: [String]? = nil
            ) {
                self.code = code
                self.name = name
                self.description = description
                self.branch = branch
                self.sees = sees
                self.seesAll = seesAll
                self.sets = sets
                self.setsAll = setsAll
                self.members = members
            }
        }
        public typealias Reply = Nothing
    }

    public enum DeleteGroup: ControlMethod {
        public static let name = "\(interface).DeleteGroup"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String

            public init(code: String) {
                self.code = code
            }
        }
        public typealias Reply = Nothing
    }
}
