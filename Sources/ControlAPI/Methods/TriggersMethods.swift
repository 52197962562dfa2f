/// `io.followupd.Triggers`: the rules by which statuses and tasks make follow-ups.
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
            public var status: String?
            public var rule: Rule
            public var backfill: String?

            public init(
                code: String, name: String? = nil, status: String? = nil, rule: Rule, backfill: String? = nil
            ) {
                self.code = code
                self.name = name
                self.status = status
                self.rule = rule
                self.backfill = backfill
            }
        }
        public typealias Reply = Nothing
    }

    public enum Update: ControlMethod {
        public static let name = "\(interface).Update"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String
            public var name: String?
            public var rule: Rule?
            public var backfill: String?

            public init(code: String, name: String? = nil, rule: Rule? = nil, backfill: String? = nil) {
                self.code = code
                self.name = name
                self.rule = rule
                self.backfill = backfill
            }
        }
        public typealias Reply = Nothing
    }

    public enum Preview: ControlMethod {
        public static let name = "\(interface).Preview"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String?
            public var status: String?
            public var rule: Rule
            public var backfill: String?

            public init(code: String? = nil, status: String? = nil, rule: Rule, backfill: String? = nil) {
                self.code = code
                self.status = status
                self.rule = rule
                self.backfill = backfill
            }
        }

        public struct Reply: Codable, Hashable, Sendable {
            public var subjects: Int
            public var firesNow: Int
            public var firesLater: Int
            public var never: Int

            public init(subjects: Int, firesNow: Int, firesLater: Int, never: Int) {
                self.subjects = subjects
                self.firesNow = firesNow
                self.firesLater = firesLater
                self.never = never
            }
        }
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

    /// When a trigger fires and what it makes: a task, a message (template) or a move (moveTo).
    public struct Rule: Codable, Hashable, Sendable {
        public var when: String?
        public var every: String?
        public var times: Int?
        public var `if`: String?
        public var taskType: String?
        public var skipAfter: String?
        public var task: String?
        public var description: String?
        public var type: String?
        public var priority: Int?
        public var dueIn: String?
        public var autoCancel: Bool?
        public var assignee: [String]?
        public var template: String?
        public var channels: [String]?
        public var recipient: String?
        public var keepWhenLeft: Bool?
        public var moveTo: String?
        public var reason: String?

        public init(
            when: String? = nil, every: String? = nil, times: Int? = nil, `if`: String? = nil,
            taskType: String? = nil, skipAfter: String? = nil, task: String? = nil, description: String? = nil,
            type: String? = nil, priority: Int? = nil, dueIn: String? = nil, autoCancel: Bool? = nil,
            assignee: [String]? = nil, template: String? = nil, channels: [String]? = nil, recipient: String? = nil,
            keepWhenLeft: Bool? = nil, moveTo: String? = nil, reason: String? = nil
        ) {
            self.when = when
            self.every = every
            self.times = times
            self.if = `if`
            self.taskType = taskType
            self.skipAfter = skipAfter
            self.task = task
            self.description = description
            self.type = type
            self.priority = priority
            self.dueIn = dueIn
            self.autoCancel = autoCancel
            self.assignee = assignee
            self.template = template
            self.channels = channels
            self.recipient = recipient
            self.keepWhenLeft = keepWhenLeft
            self.moveTo = moveTo
            self.reason = reason
        }
    }

    /// A rule of a status, or of tasks.
    public struct Trigger: Codable, Hashable, Sendable {
        public var code: String
        public var name: String
        public var status: String?
        public var position: Int
        public var rule: Rule
        public var enabled: Bool
        public var retired: Bool
        public var revision: Int

        public init(
            code: String, name: String, status: String? = nil, position: Int, rule: Rule, enabled: Bool,
            retired: Bool, revision: Int
        ) {
            self.code = code
            self.name = name
            self.status = status
            self.position = position
            self.rule = rule
            self.enabled = enabled
            self.retired = retired
            self.revision = revision
        }
    }
}
