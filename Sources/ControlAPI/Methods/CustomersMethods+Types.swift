// What calls and replies of `io.followupd.Customers` are made of.
extension CustomersMethods {
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
