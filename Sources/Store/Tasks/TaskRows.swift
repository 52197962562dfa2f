import Domain
import GRDB

/// A task to be made, with rows for names.
struct NewTask {
    let draft: TaskDraft
    let customerID: Int64
    let customerNumber: String
    var followUpID: Int64?
    /// Its place in a chain of ways to reach somebody.
    var step = 0
    /// The stay that a status change began when it brought the task with it.
    var periodID: Int64?
    let owner: TaskOwner?
    let dueOn: CivilDate
    let autoCancel: Bool
    let isLate: Bool
    let by: String

    init(
        _ draft: TaskDraft, customerID: Int64, customerNumber: String, followUpID: Int64? = nil, step: Int = 0,
        periodID: Int64? = nil, owner: TaskOwner?, dueOn: CivilDate, autoCancel: Bool, isLate: Bool, by: String
    ) {
        self.draft = draft
        self.customerID = customerID
        self.customerNumber = customerNumber
        self.followUpID = followUpID
        self.step = step
        self.periodID = periodID
        self.owner = owner
        self.dueOn = dueOn
        self.autoCancel = autoCancel
        self.isLate = isLate
        self.by = by
    }
}

enum TaskRows {
    static let toInsert = RowsToInsert(
        into: "task",
        columns: [
            "uuid", "customerId", "followUpId", "step", "periodId", "subject", "text", "type", "assigneeId", "teamId",
            "priority", "dueOn", "autoCancel", "isLate", "state", "createdAt", "createdBy",
        ])

    static func values(_ task: NewTask, uuid: PeriodUUID, now: Timestamp) -> RowsToInsert.Values {
        RowsToInsert.values(
            uuid, task.customerID, task.followUpID, task.step, task.periodID, task.draft.subject, task.draft.text,
            task.draft.type, task.owner?.userID, task.owner?.teamID, task.draft.priority, task.dueOn, task.autoCancel,
            task.isLate, TaskState.open, now, task.by)
    }

    static func insert(_ db: Database, _ task: NewTask, uuid: PeriodUUID, now: Timestamp) throws -> Int64 {
        var rows = toInsert
        rows.append(values(task, uuid: uuid, now: now))
        return try rows.write(db)[0]
    }
}

extension TaskOwner {
    var userID: Int64? { if case .user(let id) = self { id } else { nil } }
    var teamID: Int64? { if case .team(let id) = self { id } else { nil } }
}
