/// `io.followupd.Jobs`: what the daemon does by a schedule.
public enum JobsMethods {
    public static let interface = "io.followupd.Jobs"

    public enum List: ControlMethod {
        public static let name = "\(interface).List"
        public typealias Parameters = Nothing

        public struct Reply: ListReply, Hashable {
            public var job: Job?
            public var cursor: String?

            public init() {}

            public init(job: Job, cursor: String) {
                self.job = job
                self.cursor = cursor
            }
        }
    }

    public enum Add: ControlMethod {
        public static let name = "\(interface).Add"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String
            public var name: String?
            public var kind: String
            public var schedule: String
            public var options: [String: String]?
            public var jitterSeconds: Int?
            public var timeoutSeconds: Int?
            public var retries: Int?

            public init(
                code: String, name: String? = nil, kind: String, schedule: String, options: [String: String]? = nil,
                jitterSeconds: Int? = nil, timeoutSeconds: Int? = nil, retries: Int? = nil
            ) {
                self.code = code
                self.name = name
                self.kind = kind
                self.schedule = schedule
                self.options = options
                self.jitterSeconds = jitterSeconds
                self.timeoutSeconds = timeoutSeconds
                self.retries = retries
            }
        }
        public typealias Reply = Nothing
    }

    public enum Update: ControlMethod {
        public static let name = "\(interface).Update"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String
            public var name: String?
            public var schedule: String?
            public var options: [String: String]?
            public var jitterSeconds: Int?
            public var timeoutSeconds: Int?
            public var retries: Int?

            public init(
                code: String, name: String? = nil, schedule: String? = nil, options: [String: String]? = nil,
                jitterSeconds: Int? = nil, timeoutSeconds: Int? = nil, retries: Int? = nil
            ) {
                self.code = code
                self.name = name
                self.schedule = schedule
                self.options = options
                self.jitterSeconds = jitterSeconds
                self.timeoutSeconds = timeoutSeconds
                self.retries = retries
            }
        }
        public typealias Reply = Nothing
    }

    public enum Remove: ControlMethod {
        public static let name = "\(interface).Remove"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String

            public init(code: String) {
                self.code = code
            }
        }
        public typealias Reply = Nothing
    }

    public enum Run: ControlMethod {
        public static let name = "\(interface).Run"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String

            public init(code: String) {
                self.code = code
            }
        }

        public struct Reply: Codable, Hashable, Sendable {
            public var run: JobRun

            public init(run: JobRun) {
                self.run = run
            }
        }
    }

    public enum Pause: ControlMethod {
        public static let name = "\(interface).Pause"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String

            public init(code: String) {
                self.code = code
            }
        }
        public typealias Reply = Nothing
    }

    public enum Resume: ControlMethod {
        public static let name = "\(interface).Resume"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String

            public init(code: String) {
                self.code = code
            }
        }
        public typealias Reply = Nothing
    }

    public enum History: ControlMethod {
        public static let name = "\(interface).History"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String?
            public var cursor: String?
            public var limit: Int?

            public init(code: String? = nil, cursor: String? = nil, limit: Int? = nil) {
                self.code = code
                self.cursor = cursor
                self.limit = limit
            }
        }

        public struct Reply: ListReply, Hashable {
            public var run: JobRun?
            public var cursor: String?

            public init() {}

            public init(run: JobRun, cursor: String) {
                self.run = run
                self.cursor = cursor
            }
        }
    }

    /// Work that comes again.
    public struct Job: Codable, Hashable, Sendable {
        public var code: String
        public var name: String
        public var kind: String
        public var schedule: String
        public var options: [String: String]
        public var jitterSeconds: Int
        public var timeoutSeconds: Int
        public var retries: Int
        public var builtIn: Bool
        public var paused: Bool
        public var running: Bool
        public var nextAt: Int64?
        public var lastAt: Int64?
        public var lastOutcome: String?
        public var lastDetail: String?

        public init(
            code: String, name: String, kind: String, schedule: String, options: [String: String], jitterSeconds: Int,
            timeoutSeconds: Int, retries: Int, builtIn: Bool, paused: Bool, running: Bool, nextAt: Int64? = nil,
            lastAt: Int64? = nil, lastOutcome: String? = nil, lastDetail: String? = nil
        ) {
            self.code = code
            self.name = name
            self.kind = kind
            self.schedule = schedule
            self.options = options
            self.jitterSeconds = jitterSeconds
            self.timeoutSeconds = timeoutSeconds
            self.retries = retries
            self.builtIn = builtIn
            self.paused = paused
            self.running = running
            self.nextAt = nextAt
            self.lastAt = lastAt
            self.lastOutcome = lastOutcome
            self.lastDetail = lastDetail
        }
    }

    /// One run of a job.
    public struct JobRun: Codable, Hashable, Sendable {
        public var job: String
        public var scheduledAt: Int64
        public var startedAt: Int64
        public var finishedAt: Int64?
        public var outcome: String
        public var detail: String
        public var attempt: Int
        public var missed: Int
        public var by: String?

        public init(
            job: String, scheduledAt: Int64, startedAt: Int64, finishedAt: Int64? = nil, outcome: String,
            detail: String, attempt: Int, missed: Int, by: String? = nil
        ) {
            self.job = job
            self.scheduledAt = scheduledAt
            self.startedAt = startedAt
            self.finishedAt = finishedAt
            self.outcome = outcome
            self.detail = detail
            self.attempt = attempt
            self.missed = missed
            self.by = by
        }
    }
}
