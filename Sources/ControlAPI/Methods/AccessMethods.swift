/// `io.followupd.Access`: who is who, and who may do what.
public enum AccessMethods {
    public static let interface = "io.followupd.Access"

    public enum WhoAmI: ControlMethod {
        public static let name = "\(interface).WhoAmI"
        public typealias Parameters = Nothing

        public struct Reply: Codable, Hashable, Sendable {
            public var user: String
            public var uid: Int64
            public var role: String
            public var assumedBy: String?

            public init(user: String, uid: Int64, role: String, assumedBy: String? = nil) {
                self.user = user
                self.uid = uid
                self.role = role
                self.assumedBy = assumedBy
            }
        }
    }

    public enum Assume: ControlMethod {
        public static let name = "\(interface).Assume"

        public struct Parameters: Codable, Hashable, Sendable {
            public var user: String

            public init(user: String) {
                self.user = user
            }
        }
        public typealias Reply = Nothing
    }

    public enum ListUsers: ControlMethod {
        public static let name = "\(interface).ListUsers"
        public typealias Parameters = Nothing

        public struct Reply: ListReply, Hashable {
            public var user: User?
            public var cursor: String?

            public init() {}

            public init(user: User, cursor: String) {
                self.user = user
                self.cursor = cursor
            }
        }
    }

    public enum AddUser: ControlMethod {
        public static let name = "\(interface).AddUser"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String
            public var name: String
            public var email: String?
            public var account: String?
            public var role: String?
            public var mayAssume: Bool?
            public var wantsNotices: Bool?

            public init(
                code: String, name: String, email: String? = nil, account: String? = nil, role: String? = nil,
                mayAssume: Bool? = nil, wantsNotices: Bool? = nil
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
        public typealias Reply = Nothing
    }

    public enum UpdateUser: ControlMethod {
        public static let name = "\(interface).UpdateUser"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String
            public var name: String?
            public var email: String?
            public var account: String?
            public var role: String?
            public var mayAssume: Bool?
            public var wantsNotices: Bool?
            public var active: Bool?

            public init(
                code: String, name: String? = nil, email: String? = nil, account: String? = nil, role: String? = nil,
                mayAssume: Bool? = nil, wantsNotices: Bool? = nil, active: Bool? = nil
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
        public typealias Reply = Nothing
    }
}
