import ControlAPI
import Domain
import Store

struct TasksCalls: Sendable {
    typealias Methods = TasksMethods

    let context: ControlContext

    func list(_ parameters: Methods.List.Parameters, _ actor: Actor) async throws -> Listing<Methods.List.Reply> {
        let filter = TaskFilter(
            openOnly: parameters.all != true, customerNumber: parameters.number, assignee: parameters.assignee)
        let store = context.store
        return try Listing(
            named: "tasks:\(filter.openOnly):\(filter.customerNumber ?? ""):\(filter.assignee ?? "")",
            from: parameters.cursor, limit: parameters.limit,
            key: { (record: TaskRecord) in PageCursor(key: .text(record.dueOn.description), id: record.id) },
            fetch: { try await store.tasks(filter, for: actor, after: $0, limit: $1) },
            reply: { Methods.List.Reply(task: Methods.Task($0), cursor: $1) })
    }

    func add(_ parameters: Methods.Add.Parameters, _ actor: Actor) async throws -> Methods.Add.Reply {
        let draft = TaskDraft(
            subject: parameters.subject, text: parameters.text ?? "", priority: parameters.priority ?? 5,
            assignee: parameters.assignee,
            dueOn: try ControlFailure.read("dueOn", parameters.dueOn, CivilDate.self, like: "2026-12-31"))
        let id = try await context.store.addTask(
            draft, customerNumber: parameters.number, by: actor, now: context.now())
        return Methods.Add.Reply(id: id)
    }

    func start(_ parameters: Methods.Start.Parameters, _ actor: Actor) async throws -> Nothing {
        try await move(parameters.id, to: .inProgress, actor)
    }

    func complete(_ parameters: Methods.Complete.Parameters, _ actor: Actor) async throws -> Nothing {
        try await move(parameters.id, to: .done, actor)
    }

    func reopen(_ parameters: Methods.Reopen.Parameters, _ actor: Actor) async throws -> Nothing {
        try await move(parameters.id, to: .open, actor)
    }

    func cancel(_ parameters: Methods.Cancel.Parameters, _ actor: Actor) async throws -> Nothing {
        try await move(parameters.id, to: .cancelled, actor)
    }

    private func move(_ id: Int64, to state: TaskState, _ actor: Actor) async throws -> Nothing {
        try await context.store.moveTask(id: id, to: state, by: actor, now: context.now())
        return Nothing()
    }
}

extension TasksMethods.Task {
    init(_ record: TaskRecord) {
        self.init(
            id: record.id, number: record.customerNumber, name: record.customerName, subject: record.subject,
            text: record.text, assignee: record.assignee, priority: record.priority, dueOn: record.dueOn.description,
            state: record.state.rawValue, late: record.isLate, trigger: record.trigger,
            createdAt: record.createdAt.milliseconds, createdBy: record.createdBy,
            closedAt: record.closedAt?.milliseconds,
            closedBy: record.closedBy)
    }
}
