import Domain
import Store

/// Tests name whom they act as by a text: someone who administers, called that.
extension Actor: ExpressibleByStringLiteral {
    public init(stringLiteral name: String) { self = .administrator(name) }
}

/// What tests ask that are not about who may see what: as somebody who sees everything.
extension Store {
    public func customer(number: String) async throws -> CustomerRecord {
        try await customer(number: number, for: "root")
    }

    public func customers(
        _ search: String = "", sort: CustomerSort? = nil, descending: Bool = false, after cursor: PageCursor? = nil,
        limit: Int = 500, now: Timestamp
    ) async throws -> [CustomerRecord] {
        let search = CustomerSearch(try SearchExpression(parsing: search), sort: sort, isDescending: descending)
        return try await customers(search, for: "root", after: cursor, limit: limit, now: now)
    }

    public func history(number: String) async throws -> [(period: StatusPeriod, status: Status, reason: String?)] {
        try await history(number: number, for: "root")
    }

    public func tasks(_ filter: TaskFilter, after cursor: PageCursor?, limit: Int) async throws -> [TaskRecord] {
        try await tasks(filter, for: "root", after: cursor, limit: limit)
    }

    public func messages(_ filter: MessageFilter, after cursor: PageCursor?, limit: Int) async throws -> [MessageRecord]
    {
        try await messages(filter, for: "root", after: cursor, limit: limit)
    }

    public func message(id: Int64) async throws -> MessageRecord { try await message(id: id, for: "root") }

    public func followUps(_ filter: FollowUpFilter, after cursor: PageCursor?, limit: Int) async throws
        -> [FollowUpRecord]
    {
        try await followUps(filter, for: "root", after: cursor, limit: limit)
    }

    public func statuses() async throws -> [(status: Status, customers: Int)] { try await statuses(for: "root") }

    public func countCustomers(now: Timestamp) async throws -> [CustomerCount] {
        try await countCustomers(for: "root", now: now)
    }

    public func addUser(code: String, name: String, email: String?) async throws {
        try await addUser(UserSpecification(code: code, name: name, email: email), by: "root", now: Office.monday)
    }

    @discardableResult
    public func applyWorkflow(_ workflow: Workflow) async throws -> [WorkflowChange] {
        try await applyWorkflow(workflow, by: "root", now: Office.monday)
    }
}

extension WorkflowStatus {
    /// A status with triggers that are all in force.
    public init(status: StatusSpecification, triggers: [TriggerSpecification]) {
        self.init(status: status, triggers: triggers.map { WorkflowTrigger($0) })
    }
}

extension Store {
    /// Queued mails whose time has come, whatever became of the others.
    public func claimMessages(now: Timestamp, limit: Int) async throws -> [ClaimedMessage] {
        try await claimMessages(now: now, limits: [.email: limit]).claimed
    }

    /// Moves a task along its state machine, by the method for it.
    public func moveTask(id: Int64, to state: TaskState, by actor: Actor, now: Timestamp) async throws {
        switch state {
        case .open: try await reopenTask(id: id, by: actor, now: now)
        case .inProgress: try await startTask(id: id, by: actor, now: now)
        case .done: _ = try await completeTask(id: id, by: actor, now: now)
        case .cancelled: try await cancelTask(id: id, by: actor, now: now)
        }
    }
}

extension FiringDecision {
    /// One message.
    public static func message(_ draft: MessageDraft) -> FiringDecision { .messages([draft]) }
}
