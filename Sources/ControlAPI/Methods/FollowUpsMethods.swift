/// `io.followupd.FollowUps`: what triggers plan and have done.
public enum FollowUpsMethods {
    public static let interface = "io.followupd.FollowUps"

    public enum List: ControlMethod {
        public static let name = "\(interface).List"

        public struct Parameters: Codable, Hashable, Sendable {
            public var state: String?
            public var number: String?
            public var trigger: String?
            public var cursor: String?
            public var limit: Int?

            public init(
                state: String? = nil, number: String? = nil, trigger: String? = nil, cursor: String? = nil,
                limit: Int? = nil
            ) {
                self.state = state
                self.number = number
                self.trigger = trigger
                self.cursor = cursor
                self.limit = limit
            }
        }

        public struct Reply: ListReply, Hashable {
            public var followUp: FollowUp?
            public var cursor: String?

            public init() {}

            public init(followUp: FollowUp, cursor: String) {
                self.followUp = followUp
                self.cursor = cursor
            }
        }
    }

    public enum Forecast: ControlMethod {
        public static let name = "\(interface).Forecast"

        public struct Parameters: Codable, Hashable, Sendable {
            public var days: Int?
            public var untilOn: String?
            public var number: String?

            public init(days: Int? = nil, untilOn: String? = nil, number: String? = nil) {
                self.days = days
                self.untilOn = untilOn
                self.number = number
            }
        }

        public struct Reply: ListReply, Hashable {
            public var prediction: Prediction?
            public var cursor: String?

            public init() {}

            public init(prediction: Prediction, cursor: String) {
                self.prediction = prediction
                self.cursor = cursor
            }
        }
    }

    public enum Skip: ControlMethod {
        public static let name = "\(interface).Skip"

        public struct Parameters: Codable, Hashable, Sendable {
            public var id: Int64

            public init(id: Int64) {
                self.id = id
            }
        }
        public typealias Reply = Nothing
    }

    public enum FireNow: ControlMethod {
        public static let name = "\(interface).FireNow"

        public struct Parameters: Codable, Hashable, Sendable {
            public var id: Int64

            public init(id: Int64) {
                self.id = id
            }
        }

        public struct Reply: Codable, Hashable, Sendable {
            public var state: String
            public var reason: String
            public var taskId: Int64?
            public var messageId: Int64?

            public init(state: String, reason: String, taskId: Int64? = nil, messageId: Int64? = nil) {
                self.state = state
                self.reason = reason
                self.taskId = taskId
                self.messageId = messageId
            }
        }
    }

    public enum Reschedule: ControlMethod {
        public static let name = "\(interface).Reschedule"

        public struct Parameters: Codable, Hashable, Sendable {
            public var id: Int64
            public var at: Int64

            public init(id: Int64, at: Int64) {
                self.id = id
                self.at = at
            }
        }
        public typealias Reply = Nothing
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

    public enum Release: ControlMethod {
        public static let name = "\(interface).Release"

        public struct Parameters: Codable, Hashable, Sendable {
            public var id: Int64?
            public var trigger: String?

            public init(id: Int64? = nil, trigger: String? = nil) {
                self.id = id
                self.trigger = trigger
            }
        }

        public struct Reply: Codable, Hashable, Sendable {
            public var released: Int

            public init(released: Int) {
                self.released = released
            }
        }
    }

    /// One planned firing of one trigger: plan and ledger in one.
    public struct FollowUp: Codable, Hashable, Sendable {
        public var id: Int64
        public var number: String
        public var name: String
        public var status: String
        public var trigger: String
        public var when: String
        public var subject: String
        public var subjectId: Int64
        public var round: Int
        public var occurrence: Int
        public var covers: Int
        public var fireAt: Int64
        public var expiresAt: Int64?
        public var state: String
        public var reason: String
        public var explanation: String
        public var decidedAt: Int64?
        public var decidedBy: String
        public var late: Bool
        public var error: String?
        public var taskId: Int64?
        public var messageId: Int64?
        public var zone: String

        public init(
            id: Int64, number: String, name: String, status: String, trigger: String, when: String, subject: String,
            subjectId: Int64, round: Int, occurrence: Int, covers: Int, fireAt: Int64, expiresAt: Int64? = nil,
            state: String, reason: String, explanation: String, decidedAt: Int64? = nil, decidedBy: String,
            late: Bool, error: String? = nil, taskId: Int64? = nil, messageId: Int64? = nil, zone: String
        ) {
            self.id = id
            self.number = number
            self.name = name
            self.status = status
            self.trigger = trigger
            self.when = when
            self.subject = subject
            self.subjectId = subjectId
            self.round = round
            self.occurrence = occurrence
            self.covers = covers
            self.fireAt = fireAt
            self.expiresAt = expiresAt
            self.state = state
            self.reason = reason
            self.explanation = explanation
            self.decidedAt = decidedAt
            self.decidedBy = decidedBy
            self.late = late
            self.error = error
            self.taskId = taskId
            self.messageId = messageId
            self.zone = zone
        }
    }

    /// Something that a forecast says will happen.
    public struct Prediction: Codable, Hashable, Sendable {
        public var at: Int64
        public var number: String
        public var trigger: String
        public var state: String
        public var reason: String?
        public var makes: String
        public var `for`: String
        public var subject: String
        public var zone: String

        public init(
            at: Int64, number: String, trigger: String, state: String, reason: String?, makes: String, `for`: String,
            subject: String, zone: String
        ) {
            self.at = at
            self.number = number
            self.trigger = trigger
            self.state = state
            self.reason = reason
            self.makes = makes
            self.for = `for`
            self.subject = subject
            self.zone = zone
        }
    }
}
