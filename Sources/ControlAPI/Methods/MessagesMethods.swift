/// `io.followupd.Messages`: texts on their way to someone.
public enum MessagesMethods {
    public static let interface = "io.followupd.Messages"

    public enum List: ControlMethod {
        public static let name = "\(interface).List"

        public struct Parameters: Codable, Hashable, Sendable {
            public var state: String?
            public var number: String?
            public var cursor: String?
            public var limit: Int?

            public init(state: String? = nil, number: String? = nil, cursor: String? = nil, limit: Int? = nil) {
                self.state = state
                self.number = number
                self.cursor = cursor
                self.limit = limit
            }
        }

        public struct Reply: ListReply, Hashable {
            public var message: Message?
            public var cursor: String?

            public init() {}

            public init(message: Message, cursor: String) {
                self.message = message
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
            public var message: Message

            public init(message: Message) {
                self.message = message
            }
        }
    }

    public enum Retry: ControlMethod {
        public static let name = "\(interface).Retry"

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

    /// A text for someone.
    public struct Message: Codable, Hashable, Sendable {
        public var id: Int64
        public var messageId: String
        public var number: String
        public var name: String
        public var channel: String
        public var recipient: String
        public var address: String?
        public var subject: String
        public var text: String
        public var state: String
        public var reason: String
        public var attempts: Int
        public var late: Bool
        public var trigger: String?
        public var createdAt: Int64
        public var nextAttemptAt: Int64?
        public var decidedAt: Int64?

        public init(
            id: Int64, messageId: String, number: String, name: String, channel: String, recipient: String,
            address: String? = nil, subject: String, text: String, state: String, reason: String, attempts: Int,
            late: Bool, trigger: String? = nil, createdAt: Int64, nextAttemptAt: Int64? = nil, decidedAt: Int64? = nil
        ) {
            self.id = id
            self.messageId = messageId
            self.number = number
            self.name = name
            self.channel = channel
            self.recipient = recipient
            self.address = address
            self.subject = subject
            self.text = text
            self.state = state
            self.reason = reason
            self.attempts = attempts
            self.late = late
            self.trigger = trigger
            self.createdAt = createdAt
            self.nextAttemptAt = nextAttemptAt
            self.decidedAt = decidedAt
        }
    }
}
