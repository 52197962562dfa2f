/// `io.followupd.Customers`: customers and their statuses.
public enum CustomersMethods {
    public static let interface = "io.followupd.Customers"

    public enum Add: ControlMethod {
        public static let name = "\(interface).Add"

        public struct Parameters: Codable, Hashable, Sendable {
            public var number: String?
            public var name: String
            public var department: String?
            public var parent: String?
            public var branch: String?
            public var owner: String?
            public var email: String?
            public var phone: String?
            public var website: String?
            public var street: String?
            public var city: String?
            public var postalCode: String?
            public var country: String?
            public var accountType: String?
            public var leadSource: String?
            public var customFields: [String: String]?
            public var status: String?
            public var enteredAt: Int64?
            public var dueOn: String?
            public var note: String?
            public var backfill: String?

            public init(
                number: String? = nil, name: String, department: String? = nil, parent: String? = nil,
                branch: String? = nil, owner: String? = nil, email: String? = nil, phone: String? = nil,
                website: String? = nil, street: String? = nil, city: String? = nil, postalCode: String? = nil,
                country: String? = nil, accountType: String? = nil, leadSource: String? = nil,
                customFields: [String: String]? = nil, status: String? = nil, enteredAt: Int64? = nil,
                dueOn: String? = nil, note: String? = nil, backfill: String? = nil
            ) {
                self.number = number
                self.name = name
                self.department = department
                self.parent = parent
                self.branch = branch
                self.owner = owner
                self.email = email
                self.phone = phone
                self.website = website
                self.street = street
                self.city = city
                self.postalCode = postalCode
                self.country = country
                self.accountType = accountType
                self.leadSource = leadSource
                self.customFields = customFields
                self.status = status
                self.enteredAt = enteredAt
                self.dueOn = dueOn
                self.note = note
                self.backfill = backfill
            }
        }

        public struct Reply: Codable, Hashable, Sendable {
            public var number: String

            public init(number: String) {
                self.number = number
            }
        }
    }

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
            public var status: String?
            public var owner: String?
            public var overdue: Bool?
            public var sort: String?
            public var cursor: String?
            public var limit: Int?

            public init(
                status: String? = nil, owner: String? = nil, overdue: Bool? = nil, sort: String? = nil,
                cursor: String? = nil, limit: Int? = nil
            ) {
                self.status = status
                self.owner = owner
                self.overdue = overdue
                self.sort = sort
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
        public typealias Parameters = Nothing

        public struct Reply: Codable, Hashable, Sendable {
            public var statuses: [StatusCount]

            public init(statuses: [StatusCount]) {
                self.statuses = statuses
            }
        }
    }

    public enum SetStatus: ControlMethod {
        public static let name = "\(interface).SetStatus"

        public struct Parameters: Codable, Hashable, Sendable {
            public var number: String
            public var status: String
            public var note: String?
            public var dueOn: String?
            public var expectedVersion: Int?
            public var restart: Bool?

            public init(
                number: String, status: String, note: String? = nil, dueOn: String? = nil,
                expectedVersion: Int? = nil, restart: Bool? = nil
            ) {
                self.number = number
                self.status = status
                self.note = note
                self.dueOn = dueOn
                self.expectedVersion = expectedVersion
                self.restart = restart
            }
        }
        public typealias Reply = ChangeReply
    }

    public enum Advance: ControlMethod {
        public static let name = "\(interface).Advance"

        public struct Parameters: Codable, Hashable, Sendable {
            public var number: String
            public var note: String?
            public var expectedVersion: Int?

            public init(number: String, note: String? = nil, expectedVersion: Int? = nil) {
                self.number = number
                self.note = note
                self.expectedVersion = expectedVersion
            }
        }
        public typealias Reply = ChangeReply
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

            public init(periods: [Period]) {
                self.periods = periods
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

            public init(customer: Customer, periods: [Period], followUps: [FollowUpsMethods.FollowUp]) {
                self.customer = customer
                self.periods = periods
                self.followUps = followUps
            }
        }
    }

    public enum Import: ControlMethod {
        public static let name = "\(interface).Import"

        public struct Parameters: Codable, Hashable, Sendable {
            public var header: [String]
            public var csv: String
            public var firstLine: Int
            public var mode: String?
            public var backfill: String?
            public var strict: Bool?
            public var importId: Int64?
            public var last: Bool?

            public init(
                header: [String], csv: String, firstLine: Int, mode: String? = nil, backfill: String? = nil,
                strict: Bool? = nil, importId: Int64? = nil, last: Bool? = nil
            ) {
                self.header = header
                self.csv = csv
                self.firstLine = firstLine
                self.mode = mode
                self.backfill = backfill
                self.strict = strict
                self.importId = importId
                self.last = last
            }
        }

        public struct Reply: Codable, Hashable, Sendable {
            public var importId: Int64?
            public var added: Int
            public var firesNow: Int
            public var firesLater: Int
            public var skipped: Int
            public var refused: [RefusedRow]

            public init(
                importId: Int64? = nil, added: Int, firesNow: Int, firesLater: Int, skipped: Int,
                refused: [RefusedRow]
            ) {
                self.importId = importId
                self.added = added
                self.firesNow = firesNow
                self.firesLater = firesLater
                self.skipped = skipped
                self.refused = refused
            }
        }
    }

    /// A customer with its present status.
    public struct Customer: Codable, Hashable, Sendable {
        public var number: String
        public var name: String
        public var department: String?
        public var parent: String?
        public var branch: String?
        public var owner: String?
        public var email: String?
        public var phone: String?
        public var website: String?
        public var street: String?
        public var city: String?
        public var postalCode: String?
        public var country: String?
        public var accountType: String?
        public var leadSource: String?
        public var customFields: [String: String]
        public var status: String
        public var statusName: String
        public var active: Bool
        public var enteredAt: Int64
        public var dueOn: String?
        public var overdueAt: Int64?
        public var dueOverridden: Bool
        public var overdue: Bool
        public var daysOverdue: Int?
        public var version: Int
        public var createdAt: Int64
        /// IANA name of the zone in which its dates are counted.
        public var zone: String

        public init(
            number: String, name: String, department: String? = nil, parent: String? = nil, branch: String? = nil,
            owner: String? = nil, email: String? = nil, phone: String? = nil, website: String? = nil,
            street: String? = nil, city: String? = nil, postalCode: String? = nil, country: String? = nil,
            accountType: String? = nil, leadSource: String? = nil, customFields: [String: String], status: String,
            statusName: String, active: Bool, enteredAt: Int64, dueOn: String? = nil, overdueAt: Int64? = nil,
            dueOverridden: Bool, overdue: Bool, daysOverdue: Int? = nil, version: Int, createdAt: Int64, zone: String
        ) {
            self.number = number
            self.name = name
            self.department = department
            self.parent = parent
            self.branch = branch
            self.owner = owner
            self.email = email
            self.phone = phone
            self.website = website
            self.street = street
            self.city = city
            self.postalCode = postalCode
            self.country = country
            self.accountType = accountType
            self.leadSource = leadSource
            self.customFields = customFields
            self.status = status
            self.statusName = statusName
            self.active = active
            self.enteredAt = enteredAt
            self.dueOn = dueOn
            self.overdueAt = overdueAt
            self.dueOverridden = dueOverridden
            self.overdue = overdue
            self.daysOverdue = daysOverdue
            self.version = version
            self.createdAt = createdAt
            self.zone = zone
        }
    }

    /// How many customers are in a status.
    public struct StatusCount: Codable, Hashable, Sendable {
        public var status: String
        public var name: String
        public var active: Bool
        public var customers: Int
        public var overdue: Int

        public init(status: String, name: String, active: Bool, customers: Int, overdue: Int) {
            self.status = status
            self.name = name
            self.active = active
            self.customers = customers
            self.overdue = overdue
        }
    }

    public struct ChangeReply: Codable, Hashable, Sendable {
        public var change: Change

        public init(change: Change) { self.change = change }
    }

    /// What a status change did.
    public struct Change: Codable, Hashable, Sendable {
        public var from: String
        public var to: String
        public var cancelledFollowUps: Int
        public var cancelledTasks: Int
        public var cancelledMessages: Int
        public var plannedFollowUps: Int
        public var version: Int

        public init(
            from: String, to: String, cancelledFollowUps: Int, cancelledTasks: Int, cancelledMessages: Int,
            plannedFollowUps: Int, version: Int
        ) {
            self.from = from
            self.to = to
            self.cancelledFollowUps = cancelledFollowUps
            self.cancelledTasks = cancelledTasks
            self.cancelledMessages = cancelledMessages
            self.plannedFollowUps = plannedFollowUps
            self.version = version
        }
    }

    /// One stay in a status.
    public struct Period: Codable, Hashable, Sendable {
        public var id: Int64
        public var status: String
        public var statusName: String
        public var enteredAt: Int64
        public var enteredBy: String
        public var dueOn: String?
        public var overdueAt: Int64?
        public var leftAt: Int64?
        public var leftBy: String?
        public var days: Int
        public var note: String

        public init(
            id: Int64, status: String, statusName: String, enteredAt: Int64, enteredBy: String, dueOn: String? = nil,
            overdueAt: Int64? = nil, leftAt: Int64? = nil, leftBy: String? = nil, days: Int, note: String
        ) {
            self.id = id
            self.status = status
            self.statusName = statusName
            self.enteredAt = enteredAt
            self.enteredBy = enteredBy
            self.dueOn = dueOn
            self.overdueAt = overdueAt
            self.leftAt = leftAt
            self.leftBy = leftBy
            self.days = days
            self.note = note
        }
    }

    /// A row that an import did not take.
    public struct RefusedRow: Codable, Hashable, Sendable {
        public var line: Int
        public var reason: String

        public init(line: Int, reason: String) {
            self.line = line
            self.reason = reason
        }
    }
}
