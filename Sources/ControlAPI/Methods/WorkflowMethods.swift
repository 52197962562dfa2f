/// `io.followupd.Workflow`: the rules of the office as one document.
public enum WorkflowMethods {
    public static let interface = "io.followupd.Workflow"

    public enum Export: ControlMethod {
        public static let name = "\(interface).Export"
        public typealias Parameters = Nothing

        public struct Reply: Codable, Hashable, Sendable {
            public var document: String

            public init(document: String) {
                self.document = document
            }
        }
    }

    public enum Plan: ControlMethod {
        public static let name = "\(interface).Plan"

        public struct Parameters: Codable, Hashable, Sendable {
            public var document: String
            public var backfill: String?

            public init(document: String, backfill: String? = nil) {
                self.document = document
                self.backfill = backfill
            }
        }

        public struct Reply: Codable, Hashable, Sendable {
            public var changes: [Change]
            public var revision: Int

            public init(changes: [Change], revision: Int) {
                self.changes = changes
                self.revision = revision
            }
        }
    }

    public enum Apply: ControlMethod {
        public static let name = "\(interface).Apply"

        public struct Parameters: Codable, Hashable, Sendable {
            public var document: String
            public var backfill: String?
            public var revision: Int?

            public init(document: String, backfill: String? = nil, revision: Int? = nil) {
                self.document = document
                self.backfill = backfill
                self.revision = revision
            }
        }

        public struct Reply: Codable, Hashable, Sendable {
            public var changes: [Change]

            public init(changes: [Change]) {
                self.changes = changes
            }
        }
    }

    /// One difference between the rules in force and those of a document.
    public struct Change: Codable, Hashable, Sendable {
        public var action: String
        public var kind: String
        public var code: String
        public var before: [String: String]
        public var after: [String: String]
        public var customers: Int
        public var planned: Int
        public var cancelled: Int

        public init(
            action: String, kind: String, code: String, before: [String: String], after: [String: String],
            customers: Int, planned: Int, cancelled: Int
        ) {
            self.action = action
            self.kind = kind
            self.code = code
            self.before = before
            self.after = after
            self.customers = customers
            self.planned = planned
            self.cancelled = cancelled
        }
    }
}
