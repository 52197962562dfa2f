/// `io.followupd.Audit`: the trail of every change that somebody asked for.
public enum AuditMethods {
    public static let interface = "io.followupd.Audit"

    public enum List: ControlMethod {
        public static let name = "\(interface).List"

        public struct Parameters: Codable, Hashable, Sendable {
            public var kind: String?
            public var subject: String?
            public var by: String?
            public var action: String?
            public var text: String?
            public var sinceAt: Int64?
            public var untilAt: Int64?
            public var cursor: String?
            public var limit: Int?

            public init(
                kind: String? = nil, subject: String? = nil, by: String? = nil, action: String? = nil,
                text: String? = nil, sinceAt: Int64? = nil, untilAt: Int64? = nil, cursor: String? = nil,
                limit: Int? = nil
            ) {
                self.kind = kind
                self.subject = subject
                self.by = by
                self.action = action
                self.text = text
                self.sinceAt = sinceAt
                self.untilAt = untilAt
                self.cursor = cursor
                self.limit = limit
            }
        }

        public struct Reply: ListReply, Hashable {
            public var entry: Entry?
            public var cursor: String?

            public init() {}

            public init(entry: Entry, cursor: String) {
                self.entry = entry
                self.cursor = cursor
            }
        }
    }

    /// One change.
    public struct Entry: Codable, Hashable, Sendable {
        public var id: Int64
        public var at: Int64
        public var uid: Int64?
        public var by: String
        public var assumedBy: String?
        public var action: String
        public var kind: String
        public var subject: String
        public var before: [String: String]
        public var after: [String: String]

        public init(
            id: Int64, at: Int64, uid: Int64? = nil, by: String, assumedBy: String? = nil, action: String,
            kind: String, subject: String, before: [String: String], after: [String: String]
        ) {
            self.id = id
            self.at = at
            self.uid = uid
            self.by = by
            self.assumedBy = assumedBy
            self.action = action
            self.kind = kind
            self.subject = subject
            self.before = before
            self.after = after
        }
    }
}
