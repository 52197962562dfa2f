extension StatusesMethods {
    public enum ListReasons: ControlMethod {
        public static let name = "\(interface).ListReasons"

        public struct Parameters: Codable, Hashable, Sendable {
            public var status: String
            public var retired: Bool?

            public init(status: String, retired: Bool? = nil) {
                self.status = status
                self.retired = retired
            }
        }

        public struct Reply: ListReply, Hashable {
            public var reason: Reason?
            public var cursor: String?

            public init() {}

            public init(reason: Reason, cursor: String) {
                self.reason = reason
                self.cursor = cursor
            }
        }
    }

    public enum AddReason: ControlMethod {
        public static let name = "\(interface).AddReason"

        public struct Parameters: Codable, Hashable, Sendable {
            public var status: String
            public var code: String
            public var name: String

            public init(status: String, code: String, name: String) {
                self.status = status
                self.code = code
                self.name = name
            }
        }
        public typealias Reply = Nothing
    }

    public enum UpdateReason: ControlMethod {
        public static let name = "\(interface).UpdateReason"

        public struct Parameters: Codable, Hashable, Sendable {
            public var status: String
            public var code: String
            public var name: String

            public init(status: String, code: String, name: String) {
                self.status = status
                self.code = code
                self.name = name
            }
        }
        public typealias Reply = Nothing
    }

    public enum MoveReason: ControlMethod {
        public static let name = "\(interface).MoveReason"

        public struct Parameters: Codable, Hashable, Sendable {
            public var status: String
            public var code: String
            public var up: Bool?
            public var down: Bool?
            public var position: Int?

            public init(status: String, code: String, up: Bool? = nil, down: Bool? = nil, position: Int? = nil) {
                self.status = status
                self.code = code
                self.up = up
                self.down = down
                self.position = position
            }
        }
        public typealias Reply = Nothing
    }

    public enum RetireReason: ControlMethod {
        public static let name = "\(interface).RetireReason"

        public struct Parameters: Codable, Hashable, Sendable {
            public var status: String
            public var code: String

            public init(status: String, code: String) {
                self.status = status
                self.code = code
            }
        }
        public typealias Reply = Nothing
    }

    public enum RestoreReason: ControlMethod {
        public static let name = "\(interface).RestoreReason"

        public struct Parameters: Codable, Hashable, Sendable {
            public var status: String
            public var code: String

            public init(status: String, code: String) {
                self.status = status
                self.code = code
            }
        }
        public typealias Reply = Nothing
    }

    public enum DeleteReason: ControlMethod {
        public static let name = "\(interface).DeleteReason"

        public struct Parameters: Codable, Hashable, Sendable {
            public var status: String
            public var code: String

            public init(status: String, code: String) {
                self.status = status
                self.code = code
            }
        }
        public typealias Reply = Nothing
    }
}
