/// `io.followupd.Tasks`: work for people.
public enum TasksMethods {
    public static let interface = "io.followupd.Tasks"

    public enum List: ControlMethod {
        public static let name = "\(interface).List"

        public struct Parameters: Codable, Hashable, Sendable {
            public var all: Bool?
            public var number: String?
            public var assignee: String?
            public var cursor: String?
            public var limit: Int?

            public init(
                all: Bool? = nil, number: String? = nil, assignee: String? = nil, cursor: String? = nil,
                limit: Int? = nil
            ) {
                self.all = all
                self.number = number
                self.assignee = assignee
                self.cursor = cursor
                self.limit = limit
            }
        }

        public struct Reply: ListReply, Hashable {
            public var task: Task?
            public var cursor: String?

            public init() {}

            public init(task: Task, cursor: String) {
                self.task = task
                self.cursor = cursor
            }
        }
    }

    public enum Add: ControlMethod {
        public static let name = "\(interface).Add"

        public struct Parameters: Codable, Hashable, Sendable {
            public var number: String
            public var subject: String
            public var text: String?
            public var priority: Int?
            public var assignee: String?
            public var dueOn: String?

            public init(
                number: String, subject: String, text: String? = nil, priority: Int? = nil, assignee: String? = nil,
                dueOn: String? = nil
            ) {
                self.number = number
                self.subject = subject
                self.text = text
                self.priority = priority
                self.assignee = assignee
                self.dueOn = dueOn
            }
        }

        public struct Reply: Codable, Hashable, Sendable {
            public var id: Int64

            public init(id: Int64) {
                self.id = id
            }
        }
    }

    public enum Start: ControlMethod {
        public static let name = "\(interface).Start"

        public struct Parameters: Codable, Hashable, Sendable {
            public var id: Int64

            public init(id: Int64) {
                self.id = id
            }
        }
        public typealias Reply = Nothing
    }

    public enum Complete: ControlMethod {
        public static let name = "\(interface).Complete"

        public struct Parameters: Codable, Hashable, Sendable {
            public var id: Int64

            public init(id: Int64) {
                self.id = id
            }
        }
        public typealias Reply = Nothing
    }

    public enum Reopen: ControlMethod {
        public static let name = "\(interface).Reopen"

        public struct Parameters: Codable, Hashable, Sendable {
            public var id: Int64

            public init(id: Int64) {
                self.id = id
            }
        }
        public typealias Reply = Nothing
    }

    public enum Cancel: ControlMethod {
        public static let name = "\(interface).Cancel"

        public struct Parameters: Codable, Hashable, Sendable {
            public var id: Int64

            public init(id: Int64) {
                self.id = id
            }
        }
        public typealias Reply = Nothing
    }

    /// Work for a person.
    public struct Task: Codable, Hashable, Sendable {
        public var id: Int64
        public var number: String
        public var name: String
        public var subject: String
        public var text: String
        public var assignee: String?
        public var priority: Int
        public var dueOn: String
        public var state: String
        public var late: Bool
        public var trigger: String?
        public var createdAt: Int64
        public var createdBy: String
        public var closedAt: Int64?
        public var closedBy: String?

        public init(
            id: Int64, number: String, name: String, subject: String, text: String, assignee: String? = nil,
            priority: Int, dueOn: String, state: String, late: Bool, trigger: String? = nil, createdAt: Int64,
            createdBy: String, closedAt: Int64? = nil, closedBy: String? = nil
        ) {
            self.id = id
            self.number = number
            self.name = name
            self.subject = subject
            self.text = text
            self.assignee = assignee
            self.priority = priority
            self.dueOn = dueOn
            self.state = state
            self.late = late
            self.trigger = trigger
            self.createdAt = createdAt
            self.createdBy = createdBy
            self.closedAt = closedAt
            self.closedBy = closedBy
        }
    }
}
