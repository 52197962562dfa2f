/// `io.followupd.Messages`: texts on their way to someone.
public enum MessagesMethods {
    public static let interface = "io.followupd.Messages"

    public enum List: ControlMethod {
        public static let name = "\(interface).List"

        public struct Parameters: Codable, Hashable, Sendable {
            public var state: String?
            public var channel: String?
            public var number: String?
            public var cursor: String?
            public var limit: Int?

            public init(
                state: String? = nil, channel: String? = nil, number: String? = nil, cursor: String? = nil,
                limit: Int? = nil
            ) {
                self.state = state
                self.channel = channel
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

    public enum Bounce: ControlMethod {
        public static let name = "\(interface).Bounce"

        public struct Parameters: Codable, Hashable, Sendable {
            public var report: String?
            public var messageId: String?
            public var address: String?
            public var channel: String?
            public var reason: String?

            public init(
                report: String? = nil, messageId: String? = nil, address: String? = nil, channel: String? = nil,
                reason: String? = nil
            ) {
                self.report = report
                self.messageId = messageId
                self.address = address
                self.channel = channel
                self.reason = reason
            }
        }

        public struct Reply: Codable, Hashable, Sendable {
            public var permanent: Bool
            public var listed: Bool
            public var id: Int64?
            public var number: String?

            public init(permanent: Bool, listed: Bool, id: Int64? = nil, number: String? = nil) {
                self.permanent = permanent
                self.listed = listed
                self.id = id
                self.number = number
            }
        }
    }

    public enum ForgetBounce: ControlMethod {
        public static let name = "\(interface).ForgetBounce"

        public struct Parameters: Codable, Hashable, Sendable {
            public var address: String
            public var channel: String?

            public init(address: String, channel: String? = nil) {
                self.address = address
                self.channel = channel
            }
        }
        public typealias Reply = Nothing
    }

    public enum ForgetOptOut: ControlMethod {
        public static let name = "\(interface).ForgetOptOut"

        public struct Parameters: Codable, Hashable, Sendable {
            public var address: String
            public var channel: String?

            public init(address: String, channel: String? = nil) {
                self.address = address
                self.channel = channel
            }
        }
        public typealias Reply = Nothing
    }

    public enum OptOut: ControlMethod {
        public static let name = "\(interface).OptOut"

        public struct Parameters: Codable, Hashable, Sendable {
            public var address: String
            public var channel: String?

            public init(address: String, channel: String? = nil) {
                self.address = address
                self.channel = channel
            }
        }

        public struct Reply: Codable, Hashable, Sendable {
            public var numbers: [String]

            public init(numbers: [String]) {
                self.numbers = numbers
            }
        }
    }

    /// A text for someone.
    public struct Message: Codable, Hashable, Sendable {
        public var id: Int64
        public var messageId: String
        public var number: String
        public var name: String
        public var channel: String
        public var recipient: String
        public var purpose: String
        public var address: String?
        public var subject: String
        public var text: String
        public var html: String?
        public var state: String
        public var reason: String
        public var attempts: Int
        public var late: Bool
        public var step: Int
        public var fallback: [String]
        public var trigger: String?
        public var createdAt: Int64
        public var nextAttemptAt: Int64?
        public var decidedAt: Int64?

        public init(
            id: Int64, messageId: String, number: String, name: String, channel: String, recipient: String,
            purpose: String, address: String? = nil, subject: String, text: String, html: String? = nil,
            state: String, reason: String, attempts: Int, late: Bool, step: Int, fallback: [String],
            trigger: String? = nil, createdAt: Int64, nextAttemptAt: Int64? = nil, decidedAt: Int64? = nil
        ) {
            self.id = id
            self.messageId = messageId
            self.number = number
            self.name = name
            self.channel = channel
            self.recipient = recipient
            self.purpose = purpose
            self.address = address
            self.subject = subject
            self.text = text
            self.html = html
            self.state = state
            self.reason = reason
            self.attempts = attempts
            self.late = late
            self.step = step
            self.fallback = fallback
            self.trigger = trigger
            self.createdAt = createdAt
            self.nextAttemptAt = nextAttemptAt
            self.decidedAt = decidedAt
        }
    }
}
