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
        public var mobile: String?
        public var website: String?
        public var street: String?
        public var city: String?
        public var postalCode: String?
        public var country: String?
        public var accountType: String?
        public var leadSource: String?
        public var birthday: String?
        public var anniversary: String?
        public var doNotMarket: Bool
        public var doNotCall: Bool
        public var optOuts: [String]
        public var lastPaymentOn: String?
        public var yearToDateSales: String?
        public var receivableBalance: String?
        public var lifetimeSales: String?
        public var tags: [String]
        public var customFields: [String: String]
        public var status: String
        public var statusName: String
        public var reason: String?
        public var note: String
        public var active: Bool
        public var loyalty: Bool
        public var enteredAt: Int64
        public var dueOn: String?
        public var overdueAt: Int64?
        public var dueOverridden: Bool
        public var overdue: Bool
        public var daysOverdue: Int?
        public var activatedOn: String?
        public var pausedUntil: String?
        public var version: Int
        public var createdAt: Int64
        public var zone: String

        public init(
            number: String, name: String, department: String? = nil, parent: String? = nil, branch: String? = nil,
            owner: String? = nil, email: String? = nil, phone: String? = nil, mobile: String? = nil,
            website: String? = nil, street: String? = nil, city: String? = nil, postalCode: String? = nil,
            country: String? = nil, accountType: String? = nil, leadSource: String? = nil, birthday: String? = nil,
            anniversary: String? = nil, doNotMarket: Bool, doNotCall: Bool, optOuts: [String],
            lastPaymentOn: String? = nil, yearToDateSales: String? = nil, receivableBalance: String? = nil,
            lifetimeSales: String? = nil, tags: [String], customFields: [String: String], status: String,
            statusName: String, reason: String? = nil, note: String, active: Bool, loyalty: Bool, enteredAt: Int64,
            dueOn: String? = nil, overdueAt: Int64? = nil, dueOverridden: Bool, overdue: Bool,
            daysOverdue: Int? = nil, activatedOn: String? = nil, pausedUntil: String? = nil, version: Int,
            createdAt: Int64, zone: String
        ) {
            self.number = number
            self.name = name
            self.department = department
            self.parent = parent
            self.branch = branch
            self.owner = owner
            self.email = email
            self.phone = phone
            self.mobile = mobile
            self.website = website
            self.street = street
            self.city = city
            self.postalCode = postalCode
            self.country = country
            self.accountType = accountType
            self.leadSource = leadSource
            self.birthday = birthday
            self.anniversary = anniversary
            self.doNotMarket = doNotMarket
            self.doNotCall = doNotCall
            self.optOuts = optOuts
            self.lastPaymentOn = lastPaymentOn
            self.yearToDateSales = yearToDateSales
            self.receivableBalance = receivableBalance
            self.lifetimeSales = lifetimeSales
            self.tags = tags
            self.customFields = customFields
            self.status = status
            self.statusName = statusName
            self.reason = reason
            self.note = note
            self.active = active
            self.loyalty = loyalty
            self.enteredAt = enteredAt
            self.dueOn = dueOn
            self.overdueAt = overdueAt
            self.dueOverridden = dueOverridden
            self.overdue = overdue
            self.daysOverdue = daysOverdue
            self.activatedOn = activatedOn
            self.pausedUntil = pausedUntil
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

    /// What a status change did.
    public struct Change: Codable, Hashable, Sendable {
        public var from: String
        public var to: String
        public var cancelledFollowUps: Int
        public var cancelledTasks: Int
        public var cancelledMessages: Int
        public var plannedFollowUps: Int
        public var version: Int
        public var taskId: Int64?
        public var messageId: Int64?
        public var recommended: [String]

        public init(
            from: String, to: String, cancelledFollowUps: Int, cancelledTasks: Int, cancelledMessages: Int,
            plannedFollowUps: Int, version: Int, taskId: Int64? = nil, messageId: Int64? = nil, recommended: [String]
        ) {
            self.from = from
            self.to = to
            self.cancelledFollowUps = cancelledFollowUps
            self.cancelledTasks = cancelledTasks
            self.cancelledMessages = cancelledMessages
            self.plannedFollowUps = plannedFollowUps
            self.version = version
            self.taskId = taskId
            self.messageId = messageId
            self.recommended = recommended
        }
    }

    /// One stay in a status.
    public struct Period: Codable, Hashable, Sendable {
        public var id: Int64
        public var status: String
        public var statusName: String
        public var reason: String?
        public var enteredAt: Int64
        public var enteredBy: String
        public var recordedAt: Int64
        public var dueOn: String?
        public var overdueAt: Int64?
        public var leftAt: Int64?
        public var leftBy: String?
        public var ending: String?
        public var days: Int
        public var note: String

        public init(
            id: Int64, status: String, statusName: String, reason: String? = nil, enteredAt: Int64, enteredBy: String,
            recordedAt: Int64, dueOn: String? = nil, overdueAt: Int64? = nil, leftAt: Int64? = nil,
            leftBy: String? = nil, ending: String? = nil, days: Int, note: String
        ) {
            self.id = id
            self.status = status
            self.statusName = statusName
            self.reason = reason
            self.enteredAt = enteredAt
            self.enteredBy = enteredBy
            self.recordedAt = recordedAt
            self.dueOn = dueOn
            self.overdueAt = overdueAt
            self.leftAt = leftAt
            self.leftBy = leftBy
            self.ending = ending
            self.days = days
            self.note = note
        }
    }

    /// What somebody wrote about a customer.
    public struct Note: Codable, Hashable, Sendable {
        public var id: Int64
        public var at: Int64
        public var by: String
        public var text: String

        public init(id: Int64, at: Int64, by: String, text: String) {
            self.id = id
            self.at = at
            self.by = by
            self.text = text
        }
    }

    /// A rule of a search, or a group of rules.
    public struct Rule: Codable, Hashable, Sendable {
        public var operation: String
        public var field: String?
        public var values: [String]?
        public var rules: [Rule]?

        public init(operation: String, field: String? = nil, values: [String]? = nil, rules: [Rule]? = nil) {
            self.operation = operation
            self.field = field
            self.values = values
            self.rules = rules
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

    /// A customer that may be the same as another.
    public struct Duplicate: Codable, Hashable, Sendable {
        public var number: String
        public var name: String
        public var reasons: [String]

        public init(number: String, name: String, reasons: [String]) {
            self.number = number
            self.name = name
            self.reasons = reasons
        }
    }

    /// A task to make with a status change.
    public struct NewTask: Codable, Hashable, Sendable {
        public var subject: String
        public var text: String?
        public var assignee: String?
        public var dueOn: String?
        public var priority: Int?

        public init(
            subject: String, text: String? = nil, assignee: String? = nil, dueOn: String? = nil, priority: Int? = nil
        ) {
            self.subject = subject
            self.text = text
            self.assignee = assignee
            self.dueOn = dueOn
            self.priority = priority
        }
    }

    /// A message to the customer to send with a status change: a template, or subject and text with merge fields.
    public struct NewMessage: Codable, Hashable, Sendable {
        public var template: String?
        public var subject: String?
        public var text: String?

        public init(template: String? = nil, subject: String? = nil, text: String? = nil) {
            self.template = template
            self.subject = subject
            self.text = text
        }
    }

    /// What a change of many customers did, or would do, with one of them.
    public struct Outcome: Codable, Hashable, Sendable {
        public var number: String
        public var name: String
        public var from: String
        public var refused: [String]

        public init(number: String, name: String, from: String, refused: [String]) {
            self.number = number
            self.name = name
            self.from = from
            self.refused = refused
        }
    }
}
