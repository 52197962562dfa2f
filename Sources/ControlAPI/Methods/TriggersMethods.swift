/// `io.followupd.Triggers`: the rules by which statuses make follow-ups.
public enum TriggersMethods {
    public static let interface = "io.followupd.Triggers"

    public enum List: ControlMethod {
        public static let name = "\(interface).List"

        public struct Parameters: Codable, Hashable, Sendable {
            public var status: String?

            public init(status: String? = nil) {
                self.status = status
            }
        }

        public struct Reply: ListReply, Hashable {
            public var trigger: Trigger?
            public var cursor: String?

            public init() {}

            public init(trigger: Trigger, cursor: String) {
                self.trigger = trigger
                self.cursor = cursor
            }
        }
    }

    public enum Add: ControlMethod {
        public static let name = "\(interface).Add"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String
            public var name: String?
            public var status: String
            public var when: String
            public var task: String?
            public var description: String?
            public var priority: Int?
            public var autoCancel: Bool?
            public var email: String?
            public var recipient: String?
            public var keepWhenLeft: Bool?
            public var skipAfter: String?
            public var backfill: String?

            public init(
                code: String, name: String? = nil, status: String, when: String, task: String? = nil,
                description: String? = nil, priority: Int? = nil, autoCancel: Bool? = nil, email: String? = nil,
                recipient: String? = nil, keepWhenLeft: Bool? = nil, skipAfter: String? = nil, backfill: String? = nil
            ) {
                self.code = code
                self.name = name
                self.status = status
                self.when = when
                self.task = task
                self.description = description
                self.priority = priority
                self.autoCancel = autoCancel
                self.email = email
                self.recipient = recipient
                self.keepWhenLeft = keepWhenLeft
                self.skipAfter = skipAfter
                self.backfill = backfill
            }
        }
        public typealias Reply = Nothing
    }

    public enum Enable: ControlMethod {
        public static let name = "\(interface).Enable"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String

            public init(code: String) {
                self.code = code
            }
        }
        public typealias Reply = Nothing
    }

    public enum Disable: ControlMethod {
        public static let name = "\(interface).Disable"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String

            public init(code: String) {
                self.code = code
            }
        }
        public typealias Reply = Nothing
    }

    /// A rule of a status.
    public struct Trigger: Codable, Hashable, Sendable {
        public var code: String
        public var name: String
        public var status: String
        public var position: Int
        public var when: String
        public var task: String?
        public var description: String?
        public var priority: Int?
        public var autoCancel: Bool?
        public var email: String?
        public var recipient: String?
        public var keepWhenLeft: Bool?
        public var skipAfter: String?
        public var enabled: Bool
        public var retired: Bool
        public var revision: Int

        public init(
            code: String, name: String, status: String, position: Int, when: String, task: String? = nil,
            description: String? = nil, priority: Int? = nil, autoCancel: Bool? = nil, email: String? = nil,
            recipient: String? = nil, keepWhenLeft: Bool? = nil, skipAfter: String? = nil, enabled: Bool,
            retired: Bool, revision: Int
        ) {
            self.code = code
            self.name = name
            self.status = status
            self.position = position
            self.when = when
            self.task = task
            self.description = description
            self.priority = priority
            self.autoCancel = autoCancel
            self.email = email
            self.recipient = recipient
            self.keepWhenLeft = keepWhenLeft
            self.skipAfter = skipAfter
            self.enabled = enabled
            self.retired = retired
            self.revision = revision
        }
    }
}
