extension CustomersMethods {
    public enum SetStatus: ControlMethod {
        public static let name = "\(interface).SetStatus"

        public struct Parameters: Codable, Hashable, Sendable {
            public var number: String
            public var status: String
            public var reason: String?
            public var note: String?
            public var dueOn: String?
            public var onDate: String?
            public var backfill: String?
            public var expectedVersion: Int?
            public var restart: Bool?
            public var task: NewTask?
            public var message: NewMessage?

            public init(
                number: String, status: String, reason: String? = nil, note: String? = nil, dueOn: String? = nil,
                onDate: String? = nil, backfill: String? = nil, expectedVersion: Int? = nil, restart: Bool? = nil,
                task: NewTask? = nil, message: NewMessage? = nil
            ) {
                self.number = number
                self.status = status
                self.reason = reason
                self.note = note
                self.dueOn = dueOn
                self.onDate = onDate
                self.backfill = backfill
                self.expectedVersion = expectedVersion
                self.restart = restart
                self.task = task
                self.message = message
            }
        }

        public struct Reply: Codable, Hashable, Sendable {
            public var change: Change

            public init(change: Change) {
                self.change = change
            }
        }
    }

    public enum SetStatusWhere: ControlMethod {
        public static let name = "\(interface).SetStatusWhere"

        public struct Parameters: Codable, Hashable, Sendable {
            public var search: String?
            public var rules: Rule?
            public var status: String
            public var reason: String?
            public var note: String?
            public var dueOn: String?
            public var onDate: String?
            public var backfill: String?
            public var restart: Bool?
            public var task: NewTask?
            public var message: NewMessage?
            public var mode: String?
            public var limit: Int?

            public init(
                search: String? = nil, rules: Rule? = nil, status: String, reason: String? = nil, note: String? = nil,
                dueOn: String? = nil, onDate: String? = nil, backfill: String? = nil, restart: Bool? = nil,
                task: NewTask? = nil, message: NewMessage? = nil, mode: String? = nil, limit: Int? = nil
            ) {
                self.search = search
                self.rules = rules
                self.status = status
                self.reason = reason
                self.note = note
                self.dueOn = dueOn
                self.onDate = onDate
                self.backfill = backfill
                self.restart = restart
                self.task = task
                self.message = message
                self.mode = mode
                self.limit = limit
            }
        }

        public struct Reply: ListReply, Hashable {
            public var outcome: Outcome?
            public var cursor: String?

            public init() {}

            public init(outcome: Outcome, cursor: String) {
                self.outcome = outcome
                self.cursor = cursor
            }
        }
    }

    public enum Advance: ControlMethod {
        public static let name = "\(interface).Advance"

        public struct Parameters: Codable, Hashable, Sendable {
            public var number: String
            public var reason: String?
            public var note: String?
            public var expectedVersion: Int?
            public var task: NewTask?
            public var message: NewMessage?

            public init(
                number: String, reason: String? = nil, note: String? = nil, expectedVersion: Int? = nil,
                task: NewTask? = nil, message: NewMessage? = nil
            ) {
                self.number = number
                self.reason = reason
                self.note = note
                self.expectedVersion = expectedVersion
                self.task = task
                self.message = message
            }
        }

        public struct Reply: Codable, Hashable, Sendable {
            public var change: Change

            public init(change: Change) {
                self.change = change
            }
        }
    }

    public enum Undo: ControlMethod {
        public static let name = "\(interface).Undo"

        public struct Parameters: Codable, Hashable, Sendable {
            public var number: String
            public var expectedVersion: Int?

            public init(number: String, expectedVersion: Int? = nil) {
                self.number = number
                self.expectedVersion = expectedVersion
            }
        }

        public struct Reply: Codable, Hashable, Sendable {
            public var from: String
            public var to: String
            public var version: Int

            public init(from: String, to: String, version: Int) {
                self.from = from
                self.to = to
                self.version = version
            }
        }
    }

    public enum SetDueDate: ControlMethod {
        public static let name = "\(interface).SetDueDate"

        public struct Parameters: Codable, Hashable, Sendable {
            public var number: String
            public var dueOn: String?
            public var expectedVersion: Int?

            public init(number: String, dueOn: String? = nil, expectedVersion: Int? = nil) {
                self.number = number
                self.dueOn = dueOn
                self.expectedVersion = expectedVersion
            }
        }

        public struct Reply: Codable, Hashable, Sendable {
            public var dueOn: String?
            public var overdueAt: Int64?

            public init(dueOn: String? = nil, overdueAt: Int64? = nil) {
                self.dueOn = dueOn
                self.overdueAt = overdueAt
            }
        }
    }

    public enum Pause: ControlMethod {
        public static let name = "\(interface).Pause"

        public struct Parameters: Codable, Hashable, Sendable {
            public var number: String
            public var until: String?
            public var expectedVersion: Int?

            public init(number: String, until: String? = nil, expectedVersion: Int? = nil) {
                self.number = number
                self.until = until
                self.expectedVersion = expectedVersion
            }
        }
        public typealias Reply = Nothing
    }
}
