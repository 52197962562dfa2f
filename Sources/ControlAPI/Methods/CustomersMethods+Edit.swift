extension CustomersMethods {
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
            public var doNotMarket: Bool?
            public var doNotCall: Bool?
            public var optOuts: [String]?
            public var tags: [String]?
            public var customFields: [String: String]?
            public var status: String?
            public var reason: String?
            public var enteredAt: Int64?
            public var dueOn: String?
            public var note: String?
            public var backfill: String?
            public var refuseDuplicates: Bool?

            public init(
                number: String? = nil, name: String, department: String? = nil, parent: String? = nil,
                branch: String? = nil, owner: String? = nil, email: String? = nil, phone: String? = nil,
                mobile: String? = nil, website: String? = nil, street: String? = nil, city: String? = nil,
                postalCode: String? = nil, country: String? = nil, accountType: String? = nil,
                leadSource: String? = nil, birthday: String? = nil, anniversary: String? = nil,
                doNotMarket: Bool? = nil, doNotCall: Bool? = nil, optOuts: [String]? = nil, tags: [String]? = nil,
                customFields: [String: String]? = nil, status: String? = nil, reason: String? = nil,
                enteredAt: Int64? = nil, dueOn: String? = nil, note: String? = nil, backfill: String? = nil,
                refuseDuplicates: Bool? = nil
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
                self.tags = tags
                self.customFields = customFields
                self.status = status
                self.reason = reason
                self.enteredAt = enteredAt
                self.dueOn = dueOn
                self.note = note
                self.backfill = backfill
                self.refuseDuplicates = refuseDuplicates
            }
        }

        public struct Reply: Codable, Hashable, Sendable {
            public var number: String
            public var duplicates: [Duplicate]

            public init(number: String, duplicates: [Duplicate]) {
                self.number = number
                self.duplicates = duplicates
            }
        }
    }

    public enum Update: ControlMethod {
        public static let name = "\(interface).Update"

        public struct Parameters: Codable, Hashable, Sendable {
            public var number: String
            public var fields: [String: String]?
            public var customFields: [String: String]?
            public var addTags: [String]?
            public var removeTags: [String]?
            public var expectedVersion: Int?

            public init(
                number: String, fields: [String: String]? = nil, customFields: [String: String]? = nil,
                addTags: [String]? = nil, removeTags: [String]? = nil, expectedVersion: Int? = nil
            ) {
                self.number = number
                self.fields = fields
                self.customFields = customFields
                self.addTags = addTags
                self.removeTags = removeTags
                self.expectedVersion = expectedVersion
            }
        }

        public struct Reply: Codable, Hashable, Sendable {
            public var version: Int

            public init(version: Int) {
                self.version = version
            }
        }
    }

    public enum AddNote: ControlMethod {
        public static let name = "\(interface).AddNote"

        public struct Parameters: Codable, Hashable, Sendable {
            public var number: String
            public var text: String

            public init(number: String, text: String) {
                self.number = number
                self.text = text
            }
        }

        public struct Reply: Codable, Hashable, Sendable {
            public var id: Int64

            public init(id: Int64) {
                self.id = id
            }
        }
    }
}
