// What calls and replies of `io.followupd.Tasks` are made of.
extension TasksMethods {
    /// Work for a person.
    public struct Task: Codable, Hashable, Sendable {
        public var id: Int64
        public var number: String
        public var name: String
        public var subject: String
        public var text: String
        public var type: String
        public var assignee: String?
        public var team: String?
        public var priority: Int
        public var dueOn: String
        public var state: String
        public var late: Bool
        public var trigger: String?
        public var createdAt: Int64
        public var createdBy: String
        public var startedAt: Int64?
        public var closedAt: Int64?
        public var closedBy: String?
        public var result: String?
        public var outcome: String?

        public init(
            id: Int64, number: String, name: String, subject: String, text: String, type: String,
            assignee: String? = nil, team: String? = nil, priority: Int, dueOn: String, state: String, late: Bool,
            trigger: String? = nil, createdAt: Int64, createdBy: String, startedAt: Int64? = nil,
            closedAt: Int64? = nil, closedBy: String? = nil, result: String? = nil, outcome: String? = nil
        ) {
            self.id = id
            self.number = number
            self.name = name
            self.subject = subject
            self.text = text
            self.type = type
            self.assignee = assignee
            self.team = team
            self.priority = priority
            self.dueOn = dueOn
            self.state = state
            self.late = late
            self.trigger = trigger
            self.createdAt = createdAt
            self.createdBy = createdBy
            self.startedAt = startedAt
            self.closedAt = closedAt
            self.closedBy = closedBy
            self.result = result
            self.outcome = outcome
        }
    }

    /// What somebody wrote to a task.
    public struct Note: Codable, Hashable, Sendable {
        public var at: Int64
        public var by: String
        public var text: String

        public init(at: Int64, by: String, text: String) {
            self.at = at
            self.by = by
            self.text = text
        }
    }
}
