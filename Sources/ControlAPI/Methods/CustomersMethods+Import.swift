extension CustomersMethods {
    public enum Import: ControlMethod {
        public static let name = "\(interface).Import"

        public struct Parameters: Codable, Hashable, Sendable {
            public var header: [String]
            public var csv: String
            public var firstLine: Int
            public var mode: String?
            public var backfill: String?
            public var strict: Bool?
            public var update: Bool?
            public var importId: Int64?
            public var last: Bool?

            public init(
                header: [String], csv: String, firstLine: Int, mode: String? = nil, backfill: String? = nil,
                strict: Bool? = nil, update: Bool? = nil, importId: Int64? = nil, last: Bool? = nil
            ) {
                self.header = header
                self.csv = csv
                self.firstLine = firstLine
                self.mode = mode
                self.backfill = backfill
                self.strict = strict
                self.update = update
                self.importId = importId
                self.last = last
            }
        }

        public struct Reply: Codable, Hashable, Sendable {
            public var importId: Int64?
            public var added: Int
            public var updated: Int
            public var unchanged: Int
            public var firesNow: Int
            public var firesLater: Int
            public var skipped: Int
            public var refused: [RefusedRow]

            public init(
                importId: Int64? = nil, added: Int, updated: Int, unchanged: Int, firesNow: Int, firesLater: Int,
                skipped: Int, refused: [RefusedRow]
            ) {
                self.importId = importId
                self.added = added
                self.updated = updated
                self.unchanged = unchanged
                self.firesNow = firesNow
                self.firesLater = firesLater
                self.skipped = skipped
                self.refused = refused
            }
        }
    }

    public enum Export: ControlMethod {
        public static let name = "\(interface).Export"

        public struct Parameters: Codable, Hashable, Sendable {
            public var search: String?
            public var rules: Rule?
            public var cursor: String?

            public init(search: String? = nil, rules: Rule? = nil, cursor: String? = nil) {
                self.search = search
                self.rules = rules
                self.cursor = cursor
            }
        }

        public struct Reply: ListReply, Hashable {
            public var csv: String?
            public var cursor: String?

            public init() {}

            public init(csv: String, cursor: String) {
                self.csv = csv
                self.cursor = cursor
            }
        }
    }

    public enum Merge: ControlMethod {
        public static let name = "\(interface).Merge"

        public struct Parameters: Codable, Hashable, Sendable {
            public var number: String
            public var into: String
            public var expectedVersion: Int?

            public init(number: String, into: String, expectedVersion: Int? = nil) {
                self.number = number
                self.into = into
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

    public enum Erase: ControlMethod {
        public static let name = "\(interface).Erase"

        public struct Parameters: Codable, Hashable, Sendable {
            public var number: String
            public var expectedVersion: Int?

            public init(number: String, expectedVersion: Int? = nil) {
                self.number = number
                self.expectedVersion = expectedVersion
            }
        }

        public struct Reply: Codable, Hashable, Sendable {
            public var anonymousNumber: String

            public init(anonymousNumber: String) {
                self.anonymousNumber = anonymousNumber
            }
        }
    }
}
