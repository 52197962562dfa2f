import Domain
import GRDB

/// Makes tasks and ends them, with all that hangs on that: their own follow-ups, and word to whose they are.
enum TaskMaking {
    /// Makes a task, plans its own triggers, and tells those whose it is and who want to be told.
    /// - Returns: its row.
    static func make(_ db: Database, _ task: NewTask, _ context: PlanContext) throws -> Int64 {
        let uuid = PeriodUUID.make(at: context.now)
        let id = try TaskRows.insert(db, task, uuid: uuid, now: context.now)
        if !context.catalog.taskTriggers.isEmpty,
            let watched = try WatchedTask.of(db, id: id, calendar: context.calendar)
        {
            try plan(db, watched, context) { $0 != .taskCompleted }
        }
        if let owner = task.owner { try tell(db, owner, taskID: id, task.customerNumber, by: task.by, context) }
        return id
    }

    /// Plans those of the task's triggers whose basis is asked for. No trigger follows a task that it made itself, be it through others.
    static func plan(
        _ db: Database, _ task: WatchedTask, _ context: PlanContext, _ isWanted: (TriggerTiming.Basis) -> Bool
    ) throws {
        let triggers = context.catalog.taskTriggers.filter { isWanted($0.specification.timing.basis) }
        guard !triggers.isEmpty else { return }
        let makers = try makers(db, of: task.id)
        let owner = PlanOwner(kind: .task, id: task.id, customerID: task.customerID)
        for trigger in triggers where !makers.contains(trigger.id) {
            try Planning.replan(db, .task(task.plan), owner, trigger, context, plannedOnly: false)
        }
    }

    /// Brings the plans of a customer's open tasks up to date: it is paused, or another calendar dates it.
    static func replanOpen(_ db: Database, customerID: Int64, _ context: PlanContext) throws {
        guard !context.catalog.taskTriggers.isEmpty else { return }
        let rows = try Row.fetchAll(
            db.cachedStatement(sql: "SELECT * FROM task WHERE customerId = ? AND closedAt IS NULL"),
            arguments: [customerID])
        for row in rows {
            let task = WatchedTask(row, calendar: context.calendar)
            let makers = try makers(db, of: task.id)
            let owner = PlanOwner(kind: .task, id: task.id, customerID: customerID)
            for trigger in context.catalog.taskTriggers where !makers.contains(trigger.id) {
                try Planning.replan(db, .task(task.plan), owner, trigger, context, plannedOnly: true)
            }
        }
    }

    /// The triggers of tasks that led to a task, one watching what the other made.
    static func makers(_ db: Database, of id: Int64) throws -> Set<Int64> {
        try Set(
            Int64.fetchAll(
                db.cachedStatement(
                    sql: """
                        WITH RECURSIVE made (taskId, triggerId) AS (
                            SELECT f.subjectId, f.triggerId FROM task t JOIN followUp f ON f.id = t.followUpId AND f.subjectKind = 'task'
                            WHERE t.id = ?
                            UNION SELECT f.subjectId, f.triggerId FROM made JOIN task t ON t.id = made.taskId
                            JOIN followUp f ON f.id = t.followUpId AND f.subjectKind = 'task')
                        SELECT triggerId FROM made
                        """), arguments: [id]))
    }

    /// Mails the members of staff whose a task has become, if they want that and see the customer: the notice names it.
    static func tell(
        _ db: Database, _ owner: TaskOwner, taskID: Int64, _ customerNumber: String, by: String, _ context: PlanContext
    ) throws {
        let interested = interested(owner, by: by, context.catalog)
        guard !interested.isEmpty,
            let task = try Row.fetchOne(db, sql: "SELECT * FROM task WHERE id = ?", arguments: [taskID]),
            case let users = try interested.filter({
                try Store.sees(context.catalog.actor(of: $0), db, customerID: task["customerId"])
            }), !users.isEmpty,
            let name = try String.fetchOne(
                db, sql: "SELECT name FROM customer WHERE id = ?", arguments: [task["customerId"] as Int64])
        else { return }
        let text: String = task["text"]
        for user in users where user.specification.email != nil {
            let lines = [
                "Task \(taskID) is \(owner.teamID == nil ? "yours" : "your team's"): \(task["subject"] as String)",
                "Customer \(customerNumber), \(name). Due \(task["dueOn"] as String), priority \(task["priority"] as Int).",
                text,
            ]
            let draft = MessageDraft(
                channel: .email, recipient: .user(user.id, code: user.code),
                subject: "Task: \(task["subject"] as String)",
                text: lines.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n", keepWhenLeft: false)
            let key = MessageKey(origin: .make(at: context.now), trigger: "task:notice", round: 0, occurrence: 0)
            try MessageRows.insert(
                db,
                NewMessage(
                    draft, key, customerID: task["customerId"], taskID: taskID, isLate: false, expiresAt: nil),
                now: context.now)
        }
    }

    /// Those whose the task is who want to be told when somebody else gave it to them.
    static func interested(_ owner: TaskOwner, by: String, _ catalog: Catalog) -> [User] {
        catalog.members(of: owner).filter { $0.specification.wantsNotices && $0.code != by }
    }

    /// What has to happen when tasks have been closed at `now`: their follow-ups end, and with them open tasks and queued messages that those
    /// made; unless the follow-up is one about completing.
    static func closed(_ db: Database, ids: [Int64], by user: String, now: Timestamp) throws {
        var closed = ids
        while let id = closed.popLast() {
            try db.cachedStatement(
                sql: """
                    UPDATE followUp SET state = 'cancelled', reason = 'taskClosed', error = NULL, decidedAt = ?
                    WHERE subjectKind = 'task' AND subjectId = ? AND state IN ('planned', 'held', 'failed')
                    """
            ).execute(arguments: [now, id])
            let made = """
                SELECT f.id FROM followUp f JOIN "trigger" tr ON tr.id = f.triggerId
                WHERE f.subjectKind = 'task' AND f.subjectId = ? AND tr.basis <> 'task completed'
                """
            let tasks = try Int64.fetchAll(
                db.cachedStatement(
                    sql: "SELECT id FROM task WHERE followUpId IN (\(made)) AND autoCancel = 1 AND closedAt IS NULL"),
                arguments: [id])
            for task in tasks {
                try db.execute(
                    sql: "UPDATE task SET state = 'cancelled', closedAt = ?, closedBy = ? WHERE id = ?",
                    arguments: [now, user, task])
            }
            closed += tasks
            try db.cachedStatement(
                sql: """
                    UPDATE message SET state = 'cancelled', reason = 'taskClosed', decidedAt = ?
                    WHERE (followUpId IN (\(made)) AND keepWhenLeft = 0 OR taskId = ?) AND state = 'queued'
                    """
            ).execute(arguments: [now, id, id])
        }
    }
}
