import Domain
import GRDB

/// A task as its own triggers need it.
struct WatchedTask {
    let id: Int64
    let uuid: PeriodUUID
    let customerID: Int64
    let subject: String
    let owner: TaskOwner?
    let plan: PlannedTask

    static func of(_ db: Database, id: Int64, calendar: BusinessCalendar) throws -> WatchedTask? {
        let statement = try db.cachedStatement(sql: "SELECT * FROM task WHERE id = ?")
        return try Row.fetchOne(statement, arguments: [id]).map { WatchedTask($0, calendar: calendar) }
    }

    init(_ row: Row, calendar: BusinessCalendar) {
        id = row["id"]
        uuid = row["uuid"]
        customerID = row["customerId"]
        subject = row["subject"]
        let user: Int64? = row["assigneeId"]
        let team: Int64? = row["teamId"]
        owner = user.map(TaskOwner.user) ?? team.map(TaskOwner.team)
        let state: TaskState = row["state"]
        plan = PlannedTask(
            type: row["type"], createdAt: row["createdAt"], due: calendar.dueDate(on: row["dueOn"]),
            startedAt: row["startedAt"], completedAt: state == .done ? row["closedAt"] : nil, isOpen: !state.isClosed,
            round: row["round"], reopenings: row["reopenings"])
    }
}
