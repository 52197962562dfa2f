/// `io.followupd.Service`: the daemon itself.
public enum ServiceMethods {
    public static let interface = "io.followupd.Service"

    public enum Ping: ControlMethod {
        public static let name = "\(interface).Ping"
        public typealias Parameters = Nothing

        public struct Reply: Codable, Hashable, Sendable {
            public var version: String

            public init(version: String) { self.version = version }
        }
    }

    public enum GetHealth: ControlMethod {
        public static let name = "\(interface).Health"
        public typealias Parameters = Nothing

        public struct Reply: Codable, Hashable, Sendable {
            public var health: Health

            public init(health: Health) { self.health = health }
        }
    }

    public enum Metrics: ControlMethod {
        public static let name = "\(interface).Metrics"
        public typealias Parameters = Nothing

        public struct Reply: Codable, Hashable, Sendable {
            public var text: String

            public init(text: String) { self.text = text }
        }
    }

    public enum Backup: ControlMethod {
        public static let name = "\(interface).Backup"
        public typealias Parameters = Nothing

        public struct Reply: Codable, Hashable, Sendable {
            public var size: Int64?
            public var data: String?

            public init(size: Int64? = nil, data: String? = nil) {
                self.size = size
                self.data = data
            }
        }
    }

    public enum CheckIntegrity: ControlMethod {
        public static let name = "\(interface).CheckIntegrity"
        public typealias Parameters = Nothing

        public struct Reply: Codable, Hashable, Sendable {
            public var findings: [String]

            public init(findings: [String]) { self.findings = findings }
        }
    }

    public enum Monitor: ControlMethod {
        public static let name = "\(interface).Monitor"
        public typealias Parameters = Nothing

        public struct Reply: Codable, Hashable, Sendable {
            public var health: Health?
            public var event: Event?

            public init(health: Health?, event: Event?) {
                self.health = health
                self.event = event
            }
        }
    }

    public enum Reload: ControlMethod {
        public static let name = "\(interface).Reload"
        public typealias Parameters = Nothing

        public struct Reply: Codable, Hashable, Sendable {
            public var changed: [String]

            public init(changed: [String]) { self.changed = changed }
        }
    }

    public struct Health: Codable, Hashable, Sendable {
        public var version: String
        /// `ok` or `degraded`.
        public var state: String
        public var troubles: [String]
        public var nowAt: Int64
        public var customers: Int
        public var overdueCustomers: Int
        public var oldestOverdueAt: Int64?
        public var plannedFollowUps: Int
        public var dueFollowUps: Int
        public var failedFollowUps: Int
        public var heldFollowUps: Int
        public var nextFollowUpAt: Int64?
        public var openTasks: Int
        public var queuedMessages: Int
        public var sendingMessages: Int
        public var failedMessages: Int
        public var pausedServices: [String]
        public var nextScanAt: Int64?
        public var nextSendAt: Int64?
        public var failedJobs: [String]
        public var replanOrders: Int
        public var lastScanAt: Int64?
        public var lastScanMilliseconds: Int64?
        public var lastBackupAt: Int64?
        public var databaseBytes: Int64
        public var walBytes: Int64
        public var residentBytes: Int64

        public init(
            version: String, state: String, troubles: [String], nowAt: Int64, customers: Int, overdueCustomers: Int,
            oldestOverdueAt: Int64?, plannedFollowUps: Int, dueFollowUps: Int, failedFollowUps: Int,
            heldFollowUps: Int, nextFollowUpAt: Int64?, openTasks: Int, queuedMessages: Int, sendingMessages: Int,
            failedMessages: Int, pausedServices: [String], nextScanAt: Int64? = nil, nextSendAt: Int64? = nil,
            failedJobs: [String], replanOrders: Int,
            lastScanAt: Int64?, lastScanMilliseconds: Int64?, lastBackupAt: Int64? = nil, databaseBytes: Int64,
            walBytes: Int64,
            residentBytes: Int64
        ) {
            self.version = version
            self.state = state
            self.troubles = troubles
            self.nowAt = nowAt
            self.customers = customers
            self.overdueCustomers = overdueCustomers
            self.oldestOverdueAt = oldestOverdueAt
            self.plannedFollowUps = plannedFollowUps
            self.dueFollowUps = dueFollowUps
            self.failedFollowUps = failedFollowUps
            self.heldFollowUps = heldFollowUps
            self.nextFollowUpAt = nextFollowUpAt
            self.openTasks = openTasks
            self.queuedMessages = queuedMessages
            self.sendingMessages = sendingMessages
            self.failedMessages = failedMessages
            self.pausedServices = pausedServices
            self.nextScanAt = nextScanAt
            self.nextSendAt = nextSendAt
            self.failedJobs = failedJobs
            self.replanOrders = replanOrders
            self.lastScanAt = lastScanAt
            self.lastScanMilliseconds = lastScanMilliseconds
            self.lastBackupAt = lastBackupAt
            self.databaseBytes = databaseBytes
            self.walBytes = walBytes
            self.residentBytes = residentBytes
        }
    }

    /// One thing that happened, as the log tells it.
    public struct Event: Codable, Hashable, Sendable {
        public var name: String
        public var level: String
        public var fields: [String: String]
        /// The log line.
        public var line: String

        public init(name: String, level: String, fields: [String: String], line: String) {
            self.name = name
            self.level = level
            self.fields = fields
            self.line = line
        }
    }
}
