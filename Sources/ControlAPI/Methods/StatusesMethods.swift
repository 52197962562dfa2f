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
            public var successors: [String]?
            public var entryRule: String?
            public var reasonRequired: Bool?
            public var messageOnEntry: String?
            public var taskOnEntry: String?
            public var noFollowUp: Bool?

            public init(
                code: String, name: String, description: String? = nil, duration: String? = nil, active: Bool? = nil,
                allows: [String]? = nil, loyalty: Bool? = nil, initial: Bool? = nil, successors: [String]? = nil,
                entryRule: String? = nil, reasonRequired: Bool? = nil, messageOnEntry: String? = nil,
                taskOnEntry: String? = nil, noFollowUp: Bool? = nil
            ) {
                self.code = code
                self.name = name
                self.description = description
                self.duration = duration
                self.active = active
                self.allows = allows
                self.loyalty = loyalty
                self.initial = initial
                self.successors = successors
                self.entryRule = entryRule
                self.reasonRequired = reasonRequired
                self.messageOnEntry = messageOnEntry
                self.taskOnEntry = taskOnEntry
                self.noFollowUp = noFollowUp
            }
        }
        public typealias Reply = Nothing
    }

    public enum Update: ControlMethod {
        public static let name = "\(interface).Update"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String
            public var name: String?
            public var description: String?
            public var duration: String?
            public var active: Bool?
            public var allows: [String]?
            public var loyalty: Bool?
            public var initial: Bool?
            public var successors: [String]?
            public var entryRule: String?
            public var reasonRequired: Bool?
            public var messageOnEntry: String?
            public var taskOnEntry: String?
            public var applyToOpen: Bool?

            public init(
                code: String, name: String? = nil, description: String? = nil, duration: String? = nil,
                active: Bool? = nil, allows: [String]? = nil, loyalty: Bool? = nil, initial: Bool? = nil,
                successors: [String]? = nil, entryRule: String? = nil, reasonRequired: Bool? = nil,
                messageOnEntry: String? = nil, taskOnEntry: String? = nil, applyToOpen: Bool? = nil
            ) {
                self.code = code
                self.name = name
                self.description = description
                self.duration = duration
                self.active = active
                self.allows = allows
                self.loyalty = loyalty
                self.initial = initial
                self.successors = successors
                self.entryRule = entryRule
                self.reasonRequired = reasonRequired
                self.messageOnEntry = messageOnEntry
                self.taskOnEntry = taskOnEntry
                self.applyToOpen = applyToOpen
            }
        }
        public typealias Reply = Nothing
    }

    public enum Move: ControlMethod {
        public static let name = "\(interface).Move"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String
            public var up: Bool?
            public var down: Bool?
            public var position: Int?

            public init(code: String, up: Bool? = nil, down: Bool? = nil, position: Int? = nil) {
                self.code = code
                self.up = up
                self.down = down
                self.position = position
            }
        }
        public typealias Reply = Nothing
    }

    public enum Retire: ControlMethod {
        public static let name = "\(interface).Retire"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String

            public init(code: String) {
                self.code = code
            }
        }
        public typealias Reply = Nothing
    }

    public enum Restore: ControlMethod {
        public static let name = "\(interface).Restore"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String

            public init(code: String) {
                self.code = code
            }
        }
        public typealias Reply = Nothing
    }

    public enum Delete: ControlMethod {
        public static let name = "\(interface).Delete"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String
            public var replaceWith: String?

            public init(code: String, replaceWith: String? = nil) {
                self.code = code
                self.replaceWith = replaceWith
            }
        }

        public struct Reply: Codable, Hashable, Sendable {
            public var moving: Int

            public init(moving: Int) {
                self.moving = moving
            }
        }
    }
}
