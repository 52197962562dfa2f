import Domain
import GRDB

/// How a task ended, and what that means for the customer.
public struct TaskCompletion: Sendable {
    /// Of a call.
    public var result: CallResult?
    /// What came of it, in a few words: booked, not now, no.
    public var outcome: String?
    public var note: String?
    /// A change of the customer's status, in the same transaction: both happen, or neither.
    public var change: StatusChange?

    public init(
        result: CallResult? = nil, outcome: String? = nil, note: String? = nil, change: StatusChange? = nil
    ) {
        self.result = result
        self.outcome = outcome
        self.note = note
        self.change = change
    }
}

extension Store {
    /// Adds a task by hand. Without an assignee it is whoever's who makes it, if he is a user; else the customer's owner's.
    public func addTask(_ draft: TaskDraft, customerNumber: String, by actor: Actor, now: Timestamp) async throws
        -> Int64
    {
        try await write { [self] db in
            let objections = draft.objections()
            guard objections.isEmpty else {
                throw StoreError(
                    .changeRejected(reasons: objections), "The task is refused: \(objections.joined(separator: "; ")).")
            }
            let customer = try Self.find(db, number: customerNumber, actor: actor)
            let catalog = try catalog(db)
            let calendar = catalog.calendar(ofBranch: customer.branchID)
            let customersOwner = try Self.ownerID(db, customerID: customer.id)
            let owner =
                try draft.assignees.map { try Self.taskOwner($0, catalog, owner: customersOwner) }
                ?? actor.userID.map(TaskOwner.user) ?? catalog.taskOwner(.owner, owner: customersOwner)
            let id = try TaskMaking.make(
                db,
                NewTask(
                    draft, customerID: customer.id, customerNumber: customer.number, owner: owner,
                    dueOn: draft.dueOn ?? calendar.zone.civilDate(at: now), autoCancel: false, isLate: false,
                    by: actor.name),
                PlanContext(
                    catalog: catalog, calendar: calendar, now: now, backfill: .all, pausedUntil: customer.pausedUntil))
            try AuditRows.write(
                db, actor, "add", .task, String(id), customerID: customer.id,
                after: ["customer": customer.number, "subject": draft.subject], now: now)
            return id
        }
    }

    /// Begins work on a task; whose team it is, takes it.
    public func startTask(id: Int64, by actor: Actor, now: Timestamp) async throws {
        try await changeTask(id, "start", to: .inProgress, by: actor, now: now) { db, task, context in
            try db.execute(
                sql: """
                    UPDATE task SET state = 'in_progress', startedAt = ?, assigneeId = coalesce(assigneeId, ?),
                        teamId = CASE WHEN ?2 IS NULL THEN teamId END WHERE id = ?
                    """, arguments: [now, actor.userID, id])
            try Self.replan(db, id, context) { $0 == .taskStart }
        }
    }

    /// Ends a task as done; with it, if asked for, the customer's status changes.
    public func completeTask(
        id: Int64, _ completion: TaskCompletion = TaskCompletion(), by actor: Actor, now: Timestamp
    ) async throws -> StatusChangeSummary? {
        try await changeTask(id, "complete", to: .done, by: actor, now: now) { [self] db, task, context in
            if completion.result != nil, task.plan.type != .call {
                throw StoreError.invalid("result", "is for calls; this is a \(task.plan.type.rawValue)")
            }
            if completion.result == nil, task.plan.type == .call {
                throw StoreError.invalid(
                    "result", "is missing: \(CallResult.allCases.map(\.rawValue).joined(separator: ", "))")
            }
            try Self.validate(("outcome", completion.outcome, .shortText), ("note", completion.note, .body))
            try db.execute(
                sql: "UPDATE task SET state = 'done', closedAt = ?, closedBy = ?, result = ?, outcome = ? WHERE id = ?",
                arguments: [now, actor.name, completion.result, completion.outcome, id])
            try Self.note(db, id, completion.note, by: actor, now: now)
            try TaskMaking.closed(db, ids: [id], by: actor.name, now: now)
            try Self.replan(db, id, context) { $0 == .taskCompleted }
            guard let change = completion.change else { return nil }
            let number = try String.fetchOne(
                db, sql: "SELECT number FROM customer WHERE id = ?", arguments: [task.customerID])
            return try changeStatus(
                db, Self.find(db, number: number ?? "", actor: actor), change, by: actor, now: now)
        }
    }

    public func cancelTask(id: Int64, note: String? = nil, by actor: Actor, now: Timestamp) async throws {
        try await changeTask(id, "cancel", to: .cancelled, by: actor, now: now) { db, _, _ in
            try db.execute(
                sql: "UPDATE task SET state = 'cancelled', closedAt = ?, closedBy = ? WHERE id = ?",
                arguments: [now, actor.name, id])
            try Self.note(db, id, note, by: actor, now: now)
            try TaskMaking.closed(db, ids: [id], by: actor.name, now: now)
        }
    }

    /// Opens a task again; its triggers watch it anew, in another round.
    public func reopenTask(id: Int64, by actor: Actor, now: Timestamp) async throws {
        try await changeTask(id, "reopen", to: .open, by: actor, now: now) { db, task, context in
            if !task.plan.isOpen { try TaskMaking.closed(db, ids: [id], by: actor.name, now: now) }
            try db.execute(
                sql: """
                    UPDATE task SET state = 'open', closedAt = NULL, closedBy = NULL, result = NULL, outcome = NULL, startedAt = NULL,
                        round = round + 1, reopenings = reopenings + 1 WHERE id = ?
                    """, arguments: [id])
            try Self.endRound(db, task, context) { $0 != .taskCompleted }
            try Self.replan(db, id, context, backfill: .future) { $0 == .taskDue }
        }
    }

    /// Moves the due date; the triggers on it watch the new one, in another round.
    public func snoozeTask(id: Int64, until date: CivilDate, by actor: Actor, now: Timestamp) async throws {
        try await changeTask(id, "snooze", to: nil, by: actor, now: now) { db, task, context in
            try Self.requireDueDate(date)
            guard task.plan.isOpen else {
                throw StoreError(.wrongState(state: "closed"), "Task \(id) is closed; reopen it first.")
            }
            guard date > context.calendar.zone.civilDate(at: now) else {
                throw StoreError.invalid("until", "is not a day to come")
            }
            try db.execute(sql: "UPDATE task SET dueOn = ?, round = round + 1 WHERE id = ?", arguments: [date, id])
            try Self.endRound(db, task, context) { $0 == .taskDue }
            try Self.replan(db, id, context, backfill: .future) { $0 == .taskDue }
        }
    }

    /// Gives a task to somebody, who is told if he wants that.
    public func assignTask(id: Int64, to rule: AssigneeRule, by actor: Actor, now: Timestamp) async throws {
        try await changeTask(id, "assign", to: nil, by: actor, now: now) { db, task, context in
            guard task.plan.isOpen else {
                throw StoreError(.wrongState(state: "closed"), "Task \(id) is closed; reopen it first.")
            }
            let owner = try Self.taskOwner(
                rule, context.catalog, owner: try Self.ownerID(db, customerID: task.customerID))
            guard owner != task.owner else { return }
            try db.execute(
                sql: "UPDATE task SET assigneeId = ?, teamId = ? WHERE id = ?",
                arguments: [owner.userID, owner.teamID, id])
            // Word of a task that is somebody else's by now is no use.
            try db.execute(
                sql:
                    "UPDATE message SET state = 'cancelled', reason = 'byPerson', decidedAt = ? WHERE taskId = ? AND state = 'queued'",
                arguments: [now, id])
            let number = try String.fetchOne(
                db, sql: "SELECT number FROM customer WHERE id = ?", arguments: [task.customerID])
            try TaskMaking.tell(db, owner, taskID: id, number ?? "", by: actor.name, context)
        }
    }

    public func addTaskNote(id: Int64, _ text: String, by actor: Actor, now: Timestamp) async throws {
        try await changeTask(id, "note", to: nil, by: actor, now: now) { db, _, _ in
            guard !text.allSatisfy(\.isWhitespace) else { throw StoreError.invalid("note", "is empty") }
            try Self.validate(("note", text, .body))
            try Self.note(db, id, text, by: actor, now: now)
        }
    }

    // MARK: One change

    /// A change of a task that the actor sees, in one transaction with its entry in the audit trail.
    /// - Parameter state: what it becomes; nil: it stays as it is.
    private func changeTask<Result: Sendable>(
        _ id: Int64, _ action: String, to state: TaskState?, by actor: Actor, now: Timestamp,
        _ change: @escaping @Sendable (Database, WatchedTask, PlanContext) throws -> Result
    ) async throws -> Result {
        try await write { [self] db in
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT t.*, c.branchId, c.pausedUntil, c.erasedAt FROM task t JOIN customer c ON c.id = t.customerId WHERE t.id = ?
                    """, arguments: [id])
            guard let row, try Self.sees(actor, db, customerID: row["customerId"]) else {
                throw StoreError.taskNotFound(id)
            }
            guard (row["erasedAt"] as Timestamp?) == nil else {
                throw StoreError(
                    .wrongState(state: "erased"),
                    "The customer of task \(id) has been erased; nothing is to be done any more.")
            }
            let current: TaskState = row["state"]
            if let state, !current.canBecome(state) {
                throw StoreError(
                    .wrongState(state: current.rawValue),
                    "Task \(id) is \(current.rawValue); it cannot become \(state.rawValue).")
            }
            let catalog = try catalog(db)
            let calendar = catalog.calendar(ofBranch: row["branchId"])
            let context = PlanContext(
                catalog: catalog, calendar: calendar, now: now, backfill: .all, pausedUntil: row["pausedUntil"])
            let before = TaskTexts.of(row)
            let result = try change(db, WatchedTask(row, calendar: calendar), context)
            let changed = try Row.fetchOne(db, sql: "SELECT * FROM task WHERE id = ?", arguments: [id])
            try AuditRows.write(
                db, actor, action, .task, String(id), customerID: row["customerId"], before: before,
                after: changed.map(TaskTexts.of) ?? [:], now: now)
            return result
        }
    }

    private static func replan(
        _ db: Database, _ id: Int64, _ context: PlanContext, backfill: Backfill = .all,
        _ isWanted: (TriggerTiming.Basis) -> Bool
    ) throws {
        guard let task = try WatchedTask.of(db, id: id, calendar: context.calendar) else { return }
        let context = PlanContext(
            catalog: context.catalog, calendar: context.calendar, now: context.now, backfill: backfill,
            pausedUntil: context.pausedUntil)
        try TaskMaking.plan(db, task, context, isWanted)
    }

    /// What the round before had planned does not happen any more.
    private static func endRound(
        _ db: Database, _ task: WatchedTask, _ context: PlanContext, _ isWanted: (TriggerTiming.Basis) -> Bool
    ) throws {
        let owner = PlanOwner(kind: .task, id: task.id, customerID: task.customerID)
        for trigger in context.catalog.taskTriggers where isWanted(trigger.specification.timing.basis) {
            try Planning.cancelPlanned(db, owner, triggerID: trigger.id, now: context.now, reason: .dueDateMoved)
        }
    }

    private static func note(_ db: Database, _ id: Int64, _ text: String?, by actor: Actor, now: Timestamp) throws {
        guard let text, !text.isEmpty else { return }
        try db.execute(
            sql: "INSERT INTO taskNote (taskId, at, by, text) VALUES (?, ?, ?, ?)",
            arguments: [id, now, actor.name, text])
    }

    static func ownerID(_ db: Database, customerID: Int64) throws -> Int64? {
        try Int64.fetchOne(db, sql: "SELECT ownerId FROM customer WHERE id = ?", arguments: [customerID])
    }
}

/// A task as texts, for the audit trail.
private enum TaskTexts {
    static func of(_ row: Row) -> [String: String] {
        var texts: [String: String] = [:]
        for column in ["state", "dueOn", "result", "outcome"] { texts[column] = row[column] as String? ?? "" }
        for column in ["assigneeId", "teamId"] { texts[column] = (row[column] as Int64?).map(String.init) ?? "" }
        return texts
    }
}
