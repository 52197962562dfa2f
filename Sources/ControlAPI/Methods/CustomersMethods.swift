/// `io.followupd.Customers`: customers and their statuses.
public enum CustomersMethods {
    public static let interface = "io.followupd.Customers"

    public enum Get: ControlMethod {
        public static let name = "\(interface).Get"

        public struct Parameters: Codable, Hashable, Sendable {
            public var number: String

            public init(number: String) {
                self.number = number
            }
        }

        public struct Reply: Codable, Hashable, Sendable {
            public var customer: Customer

            public init(customer: Customer) {
                self.customer = customer
            }
        }
    }

    public enum List: ControlMethod {
        public static let name = "\(interface).List"

        public struct Parameters: Codable, Hashable, Sendable {
            public var search: String?
            public var rules: Rule?
            public var status: String?
            public var owner: String?
            public var overdue: Bool?
            public var departments: Bool?
            public var sort: String?
            public var descending: Bool?
            public var cursor: String?
            public var limit: Int?

            public init(
                search: String? = nil, rules: Rule? = nil, status: String? = nil, owner: String? = nil,
                overdue: Bool? = nil, departments: Bool? = nil, sort: String? = nil, descending: Bool? = nil,
                cursor: String? = nil, limit: Int? = nil
            ) {
                self.search = search
                self.rules = rules
                self.status = status
                self.owner = owner
                self.overdue = overdue
                self.departments = departments
                self.sort = sort
                self.descending = descending
                self.cursor = cursor
                self.limit = limit
            }
        }

        public struct Reply: ListReply, Hashable {
            public var customer: Customer?
            public var cursor: String?

            public init() {}

            public init(customer: Customer, cursor: String) {
                self.customer = customer
                self.cursor = cursor
            }
        }
    }

    public enum Count: ControlMethod {
        public static let name = "\(interface).Count"

        public struct Parameters: Codable, Hashable, Sendable {
            public var search: String?
            public var rules: Rule?

            public init(search: String? = nil, rules: Rule? = nil) {
                self.search = search
                self.rules = rules
            }
        }

        public struct Reply: Codable, Hashable, Sendable {
            public var statuses: [StatusCount]

            public init(statuses: [StatusCount]) {
                self.statuses = statuses
            }
        }
    }

    public enum History: ControlMethod {
        public static let name = "\(interface).History"

        public struct Parameters: Codable, Hashable, Sendable {
            public var number: String

            public init(number: String) {
                self.number = number
            }
        }

        public struct Reply: Codable, Hashable, Sendable {
            public var periods: [Period]
            public var notes: [Note]

            public init(periods: [Period], notes: [Note]) {
                self.periods = periods
                self.notes = notes
            }
        }
    }

    public enum Explain: ControlMethod {
        public static let name = "\(interface).Explain"

        public struct Parameters: Codable, Hashable, Sendable {
            public var number: String

            public init(number: String) {
                self.number = number
            }
        }

        public struct Reply: Codable, Hashable, Sendable {
            public var customer: Customer
            public var periods: [Period]
            public var followUps: [FollowUpsMethods.FollowUp]
            public var notes: [Note]

            public init(
                customer: Customer, periods: [Period], followUps: [FollowUpsMethods.FollowUp], notes: [Note]
            ) {
                self.customer = customer
                self.periods = periods
                self.followUps = followUps
                self.notes = notes
            }
        }
    }

    public enum Check: ControlMethod {
        public static let name = "\(interface).Check"

        public struct Parameters: Codable, Hashable, Sendable {
            public var number: String
            public var work: String

            public init(number: String, work: String) {
                self.number = number
                self.work = work
            }
        }

        public struct Reply: Codable, Hashable, Sendable {
            public var allowed: Bool
            public var status: String
            public var statusName: String
            public var allows: [String]

            public init(allowed: Bool, status: String, statusName: String, allows: [String]) {
                self.allowed = allowed
                self.status = status
                self.statusName = statusName
                self.allows = allows
            }
        }
    }
}
