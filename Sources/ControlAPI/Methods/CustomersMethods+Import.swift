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
}
