/// `io.followupd.Statuses`: the steps of the customer lifecycle.
public enum StatusesMethods {
    public static let interface = "io.followupd.Statuses"

    public enum List: ControlMethod {
        public static let name = "\(interface).List"

        public struct Parameters: Codable, Hashable, Sendable {
            public var retired: Bool?

            public init(retired: Bool? = nil) {
                self.retired = retired
            }
        }

        public struct Reply: ListReply, Hashable {
            public var status: Status?
            public var cursor: String?

            public init() {}

            public init(status: Status, cursor: String) {
                self.status = status
                self.cursor = cursor
            }
        }
    }

    public enum Add: ControlMethod {
        public static let name = "\(interface).Add"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String
            public var name: String
            public var description: String?
            public var duration: String?
            public var active: Bool?
            public var allows: [String]?
            public var loyalty: Bool?
            public var initial: Bool?
            public var noFollowUp: Bool?

            public init(
                code: String, name: String, description: String? = nil, duration: String? = nil, active: Bool? = nil,
                allows: [String]? = nil, loyalty: Bool? = nil, initial: Bool? = nil, noFollowUp: Bool? = nil
            ) {
                self.code = code
                self.name = name
                self.description = description
                self.duration = duration
                self.active = active
                self.allows = allows
                self.loyalty = loyalty
                self.initial = initial
                self.noFollowUp = noFollowUp
            }
        }
        public typealias Reply = Nothing
    }

    /// One step of the lifecycle.
    public struct Status: Codable, Hashable, Sendable {
        public var code: String
        public var name: String
        public var description: String
        public var position: Int
        public var duration: String?
        public var active: Bool
        public var allows: [String]
        public var loyalty: Bool
        public var initial: Bool
        public var retired: Bool
        public var customers: Int

        public init(
            code: String, name: String, description: String, position: Int, duration: String? = nil, active: Bool,
            allows: [String], loyalty: Bool, initial: Bool, retired: Bool, customers: Int
        ) {
            self.code = code
            self.name = name
            self.description = description
            self.position = position
            self.duration = duration
            self.active = active
            self.allows = allows
            self.loyalty = loyalty
            self.initial = initial
            self.retired = retired
            self.customers = customers
        }
    }
}
