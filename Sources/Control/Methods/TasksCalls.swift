import ControlAPI
import Domain
import Engine
import Store

struct TasksCalls: Sendable {
    typealias Methods = TasksMethods

    let context: ControlContext

    func list(_ parameters: Methods.List.Parameters, _ actor: Actor) async throws -> Listing<Methods.List.Reply> {
        var filter = TaskFilter(
            openOnly: parameters.all != true, customerNumber: parameters.number, assignee: parameters.assignee,
            team: parameters.team, mine: parameters.mine ?? false,
            dueBefore: try Self.day("dueBefore", parameters.dueBefore))
        if let type = parameters.type { filter.type = try ControlFailure.word("type", type, default: .todo) }
        let store = context.store
        return try Listing(
            named: "tasks:\(filter)", from: parameters.cursor, limit: parameters.limit,
            key: { (record: TaskRecord) in PageCursor(key: .text(record.dueOn.description), id: record.id) },
            fetch: { [filter] in try await store.tasks(filter, for: actor, after: $0, limit: $1) },
            reply: { Methods.List.Reply(task: Methods.Task($0), cursor: $1) })
    }

    func get(_ parameters: Methods.Get.Parameters, _ actor: Actor) async throws -> Methods.Get.Reply {
        let (task, notes) = try await context.store.task(id: parameters.id, for: actor)
        return Methods.Get.Reply(
            task: Methods.Task(task),
            notes: notes.map { Methods.Note(at: $0.at.milliseconds, by: $0.by, text: $0.text) })
    }

    func add(_ parameters: Methods.Add.Parameters, _ actor: Actor) async throws -> Methods.Add.Reply {
        let draft = TaskDraft(
            subject: parameters.subject, text: parameters.text ?? "",
            type: try ControlFailure.word("type", parameters.type, default: .todo), priority: parameters.priority ?? 5,
            assignees: try Self.assignees(parameters.assignee), dueOn: try Self.day("dueOn", parameters.dueOn))
        let id = try await context.store.addTask(
            draft, customerNumber: parameters.number, by: actor, now: context.now())
        nudge()
        return Methods.Add.Reply(id: id)
    }

    func start(_ parameters: Methods.Start.Parameters, _ actor: Actor) async throws -> Nothing {
        try await context.store.startTask(id: parameters.id, by: actor, now: context.now())
        return nudge()
    }

    func complete(_ parameters: Methods.Complete.Parameters, _ actor: Actor) async throws -> Methods.Complete.Reply {
        var completion = TaskCompletion(outcome: parameters.outcome, note: parameters.note)
        if let result = parameters.result {
            completion.result = try ControlFailure.word("result", result, default: .reached)
        }
        if let status = parameters.status {
            completion.change = StatusChange(status: status, reason: parameters.reason)
        } else if parameters.reason != nil {
            throw ControlFailure.invalidValue("reason", "goes with a status")
        }
        let change = try await context.store.completeTask(
            id: parameters.id, completion, by: actor, now: context.now())
        nudge()
        if let change {
            context.engine.events.record(
                Event(
                    .statusChanged,
                    [
                        "customer": change.number, "from": change.from, "to": change.to, "by": actor.name,
                        "task": parameters.id,
                    ]))
        }
        return Methods.Complete.Reply(from: change?.from, to: change?.to)
    }

    func reopen(_ parameters: Methods.Reopen.Parameters, _ actor: Actor) async throws -> Nothing {
        try await context.store.reopenTask(id: parameters.id, by: actor, now: context.now())
        return nudge()
    }

    func cancel(_ parameters: Methods.Cancel.Parameters, _ actor: Actor) async throws -> Nothing {
        try await context.store.cancelTask(id: parameters.id, note: parameters.note, by: actor, now: context.now())
        return nudge()
    }

    func assign(_ parameters: Methods.Assign.Parameters, _ actor: Actor) async throws -> Nothing {
        guard let rule = try Self.assignees(parameters.assignee) else { return Nothing() }
        try await context.store.assignTask(id: parameters.id, to: rule, by: actor, now: context.now())
        return nudge()
    }

    func snooze(_ parameters: Methods.Snooze.Parameters, _ actor: Actor) async throws -> Nothing {
        guard let day = try Self.day("untilOn", parameters.untilOn) else { return Nothing() }
        try await context.store.snoozeTask(id: parameters.id, until: day, by: actor, now: context.now())
        return nudge()
    }

    func addNote(_ parameters: Methods.AddNote.Parameters, _ actor: Actor) async throws -> Nothing {
        try await context.store.addTaskNote(id: parameters.id, parameters.text, by: actor, now: context.now())
        return Nothing()
    }

    /// A task's own triggers may be due, and its assignee may have to be told.
    @discardableResult
    private func nudge() -> Nothing {
        context.engine.scanner.nudge()
        context.engine.sender.nudge()
        return Nothing()
    }

    private static func day(_ field: String, _ text: String?) throws -> CivilDate? {
        try ControlFailure.read(field, text, CivilDate.self, like: "2026-12-31")
    }

    /// A bare word is the code of a user.
    static func assignees(_ text: String?) throws -> AssigneeRule? {
        guard let text else { return nil }
        let named = text.split(separator: ",").map { part in
            let word = part.filter { !$0.isWhitespace }
            return word == "owner" || word.contains(":") ? word : "user:\(word)"
        }
        return try ControlFailure.read(
            "assignee", named.joined(separator: ","), AssigneeRule.self, like: "ana, or owner, user:ana, team:sales")
    }
}

extension TasksMethods.Task {
    init(_ record: TaskRecord) {
        self.init(
            id: record.id, number: record.customerNumber, name: record.customerName, subject: record.subject,
            text: record.text, type: record.type.rawValue, assignee: record.assignee, team: record.team,
            priority: record.priority, dueOn: record.dueOn.description, state: record.state.rawValue,
            late: record.isLate, trigger: record.trigger, createdAt: record.createdAt.milliseconds,
            createdBy: record.createdBy, startedAt: record.startedAt?.milliseconds,
            closedAt: record.closedAt?.milliseconds, closedBy: record.closedBy, result: record.result?.rawValue,
            outcome: record.outcome)
    }
}
