/// `io.followupd.Tasks`: work for people.
public enum TasksMethods {
    public static let interface = "io.followupd.Tasks"

    public enum List: ControlMethod {
        public static let name = "\(interface).List"

        public struct Parameters: Codable, Hashable, Sendable {
            public var all: Bool?
            public var mine: Bool?
            public var number: String?
            public var assignee: String?
            public var team: String?
            public var type: String?
            public var dueBefore: String?
            public var cursor: String?
            public var limit: Int?

            public init(
                all: Bool? = nil, mine: Bool? = nil, number: String? = nil, assignee: String? = nil,
                team: String? = nil, type: String? = nil, dueBefore: String? = nil, cursor: String? = nil,
                limit: Int? = nil
            ) {
                self.all = all
                self.mine = mine
                self.number = number
                self.assignee = assignee
                self.team = team
                self.type = type
                self.dueBefore = dueBefore
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

    public enum Get: ControlMethod {
        public static let name = "\(interface).Get"

        public struct Parameters: Codable, Hashable, Sendable {
            public var id: Int64

            public init(id: Int64) {
                self.id = id
            }
        }

        public struct Reply: Codable, Hashable, Sendable {
            public var task: Task
            public var notes: [Note]

            public init(task: Task, notes: [Note]) {
                self.task = task
                self.notes = notes
            }
        }
    }

    public enum Add: ControlMethod {
        public static let name = "\(interface).Add"

        public struct Parameters: Codable, Hashable, Sendable {
            public var number: String
            public var subject: String
            public var text: String?
            public var type: String?
            public var priority: Int?
            public var assignee: String?
            public var dueOn: String?

            public init(
                number: String, subject: String, text: String? = nil, type: String? = nil, priority: Int? = nil,
                assignee: String? = nil, dueOn: String? = nil
            ) {
                self.number = number
                self.subject = subject
                self.text = text
                self.type = type
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
            public var result: String?
            public var outcome: String?
            public var note: String?
            public var status: String?
            public var reason: String?

            public init(
                id: Int64, result: String? = nil, outcome: String? = nil, note: String? = nil, status: String? = nil,
                reason: String? = nil
            ) {
                self.id = id
                self.result = result
                self.outcome = outcome
                self.note = note
                self.status = status
                self.reason = reason
            }
        }

        public struct Reply: Codable, Hashable, Sendable {
            public var from: String?
            public var to: String?

            public init(from: String? = nil, to: String? = nil) {
                self.from = from
                self.to = to
            }
        }
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
            public var note: String?

            public init(id: Int64, note: String? = nil) {
                self.id = id
                self.note = note
            }
        }
        public typealias Reply = Nothing
    }

    public enum Assign: ControlMethod {
        public static let name = "\(interface).Assign"

        public struct Parameters: Codable, Hashable, Sendable {
            public var id: Int64
            public var assignee: String

            public init(id: Int64, assignee: String) {
                self.id = id
                self.assignee = assignee
            }
        }
        public typealias Reply = Nothing
    }

    public enum Snooze: ControlMethod {
        public static let name = "\(interface).Snooze"

        public struct Parameters: Codable, Hashable, Sendable {
            public var id: Int64
            public var untilOn: String

            public init(id: Int64, untilOn: String) {
                self.id = id
                self.untilOn = untilOn
            }
        }
        public typealias Reply = Nothing
    }

    public enum AddNote: ControlMethod {
        public static let name = "\(interface).AddNote"

        public struct Parameters: Codable, Hashable, Sendable {
            public var id: Int64
            public var text: String

            public init(id: Int64, text: String) {
                self.id = id
                self.text = text
            }
        }
        public typealias Reply = Nothing
    }
}
