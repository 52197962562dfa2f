/// `io.followupd.Searches`: searches for customers: kept under a code, or explained.
public enum SearchesMethods {
    public static let interface = "io.followupd.Searches"

    public enum List: ControlMethod {
        public static let name = "\(interface).List"
        public typealias Parameters = Nothing

        public struct Reply: ListReply, Hashable {
            public var search: Search?
            public var cursor: String?

            public init() {}

            public init(search: Search, cursor: String) {
                self.search = search
                self.cursor = cursor
            }
        }
    }

    public enum Get: ControlMethod {
        public static let name = "\(interface).Get"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String

            public init(code: String) {
                self.code = code
            }
        }

        public struct Reply: Codable, Hashable, Sendable {
            public var search: Search

            public init(search: Search) {
                self.search = search
            }
        }
    }

    public enum Save: ControlMethod {
        public static let name = "\(interface).Save"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String
            public var name: String?
            public var shared: Bool?
            public var search: String?
            public var rules: CustomersMethods.Rule?
            public var columns: [String]?
            public var sort: String?
            public var descending: Bool?
            public var departments: Bool?

            public init(
                code: String, name: String? = nil, shared: Bool? = nil, search: String? = nil,
                rules: CustomersMethods.Rule? = nil, columns: [String]? = nil, sort: String? = nil,
                descending: Bool? = nil, departments: Bool? = nil
            ) {
                self.code = code
                self.name = name
                self.shared = shared
                self.search = search
                self.rules = rules
                self.columns = columns
                self.sort = sort
                self.descending = descending
                self.departments = departments
            }
        }
        public typealias Reply = Nothing
    }

    public enum Delete: ControlMethod {
        public static let name = "\(interface).Delete"

        public struct Parameters: Codable, Hashable, Sendable {
            public var code: String

            public init(code: String) {
                self.code = code
            }
        }
        public typealias Reply = Nothing
    }

    public enum Explain: ControlMethod {
        public static let name = "\(interface).Explain"

        public struct Parameters: Codable, Hashable, Sendable {
            public var search: String?
            public var rules: CustomersMethods.Rule?
            public var sort: String?

            public init(search: String? = nil, rules: CustomersMethods.Rule? = nil, sort: String? = nil) {
                self.search = search
                self.rules = rules
                self.sort = sort
            }
        }

        public struct Reply: Codable, Hashable, Sendable {
            public var text: String
            public var rules: CustomersMethods.Rule
            public var sql: String
            public var plan: [String]

            public init(text: String, rules: CustomersMethods.Rule, sql: String, plan: [String]) {
                self.text = text
                self.rules = rules
                self.sql = sql
                self.plan = plan
            }
        }
    }

    /// A search kept under a code.
    public struct Search: Codable, Hashable, Sendable {
        public var code: String
        public var name: String
        public var owner: String
        public var shared: Bool
        public var search: String
        public var columns: [String]
        public var sort: String?
        public var descending: Bool
        public var departments: Bool

        public init(
            code: String, name: String, owner: String, shared: Bool, search: String, columns: [String],
            sort: String? = nil, descending: Bool, departments: Bool
        ) {
            self.code = code
            self.name = name
            self.owner = owner
            self.shared = shared
            self.search = search
            self.columns = columns
            self.sort = sort
            self.descending = descending
            self.departments = departments
        }
    }
}
