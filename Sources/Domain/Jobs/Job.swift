/// Work that comes again by a schedule.
public struct JobSpecification: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Sendable {
        /// Mails each user what waits for him.
        case digest
        /// Copies the database, checks the copy, keeps the newest copies.
        case backup
        /// Writes or mails the report as a page.
        case report
        /// Removes what belongs to stays that ended longer ago than the retention.
        case prune
        /// Lets the database tidy itself.
        case optimize
        /// Says in the log that the daemon lives and how much waits, so that silence is an alarm.
        case heartbeat

        /// An administrator may add more of these.
        public var canBeAdded: Bool { [.digest, .backup, .report].contains(self) }

        /// The options that it takes.
        public var options: Set<String> {
            switch self {
            case .digest: ["to"]
            case .backup: ["directory", "keep"]
            case .report: ["directory", "to", "days"]
            case .prune: ["days"]
            case .optimize, .heartbeat: []
            }
        }
    }

    public var code: String
    public var name: String
    public var kind: Kind
    public var schedule: Schedule
    public var options: [String: String]
    public var jitterSeconds: Int
    public var timeoutSeconds: Int
    public var retries: Int

    public init(
        code: String, name: String, kind: Kind, schedule: Schedule, options: [String: String] = [:],
        jitterSeconds: Int = 0, timeoutSeconds: Int = 600, retries: Int = 3
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

/// How a run of a job ended.
public enum JobOutcome: String, CaseIterable, Sendable {
    case running, succeeded, failed
    case timedOut = "timed_out"
    /// The daemon ended while it ran.
    case interrupted
}
