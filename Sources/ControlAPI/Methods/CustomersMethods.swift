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
}
