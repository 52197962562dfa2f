/// `io.followupd.Access`: who is who.
public enum AccessMethods {
    public static let interface = "io.followupd.Access"

    public enum WhoAmI: ControlMethod {
        public static let name = "\(interface).WhoAmI"
        public typealias Parameters = Nothing

        public struct Reply: Codable, Hashable, Sendable {
            public var user: String
            public var uid: Int64
            public var role: String

            public init(user: String, uid: Int64, role: String) {
                self.user = user
                self.uid = uid
                self.role = role
            }
        }
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

            public init(code: String, name: String, email: String? = nil) {
                self.code = code
                self.name = name
                self.email = email
            }
        }
        public typealias Reply = Nothing
    }

    /// A person of the office.
    public struct User: Codable, Hashable, Sendable {
        public var code: String
        public var name: String
        public var email: String?
        public var active: Bool

        public init(code: String, name: String, email: String? = nil, active: Bool) {
            self.code = code
            self.name = name
            self.email = email
            self.active = active
        }
    }
}
