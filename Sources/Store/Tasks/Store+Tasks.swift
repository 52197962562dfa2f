import Domain
import GRDB

/// A task with the handles of what it refers to.
public struct TaskRecord: Hashable, Sendable {
    public let id: Int64
    public let customerNumber: String
    public let customerName: String
    public let subject: String
    public let text: String
    public let type: TaskType
    /// Code of the user.
    public let assignee: String?
    /// Code of the team, where it is nobody's in particular.
    public let team: String?
    public let priority: Int
    public let dueOn: CivilDate
    public let state: TaskState
    public let isLate: Bool
    public let trigger: String?
    public let createdAt: Timestamp
    public let createdBy: String
    public let startedAt: Timestamp?
    public let closedAt: Timestamp?
    public let closedBy: String?
    public let result: CallResult?
    public let outcome: String?
}

/// What somebody wrote to a task.
public struct TaskNote: Hashable, Sendable {
    public let at: Timestamp
    public let by: String
    public let text: String
}

/// Which tasks a listing wants.
public struct TaskFilter: Hashable, Sendable {
    /// Open and in-progress ones, or all.
    public var openOnly: Bool
    public var customerNumber: String?
    public var assignee: String?
    public var team: String?
    public var type: TaskType?
    /// Only the caller's own, and those of his teams.
    public var mine: Bool
    /// Only those due before that day.
    public var dueBefore: CivilDate?

    public init(
        openOnly: Bool = true, customerNumber: String? = nil, assignee: String? = nil, team: String? = nil,
        type: TaskType? = nil, mine: Bool = false, dueBefore: CivilDate? = nil
    ) {
        self.openOnly = openOnly
        self.customerNumber = customerNumber
        self.assignee = assignee
        self.team = team
        self.type = type
        self.mine = mine
        self.dueBefore = dueBefore
    }
}

extension Store {
    /// A page of tasks by due date, overdue ones first, after the place `cursor` names.
    public func tasks(_ filter: TaskFilter, for actor: Actor, after cursor: PageCursor?, limit: Int) async throws
        -> [TaskRecord]
    {
        try await read { [self] db in
            let catalog = try catalogForReading(db)
            var page = PageQuery(select: TaskRecord.select)
            if filter.openOnly { page.require("t.closedAt IS NULL") }
            if let number = filter.customerNumber {
                page.require(sql: "t.customerId = ?", [try Self.requiredCustomerID(db, number: number, actor: actor)])
            }
            if let assignee = filter.assignee {
                page.require(sql: "t.assigneeId = ?", [try catalog.activeUserID(code: assignee)])
            }
            if let team = filter.team { page.require(sql: "t.teamId = ?", [try catalog.team(code: team).id]) }
            if let type = filter.type { page.require(sql: "t.type = ?", [type]) }
            if let day = filter.dueBefore { page.require(sql: "t.dueOn < ?", [day]) }
            if filter.mine {
                guard let user = actor.userID else {
                    throw StoreError.invalid(
                        "mine", "is for users; you call as \(actor.name), whom no task can be assigned to")
                }
                let teams = catalog.teams.values.filter { $0.members.contains(user) }.map(\.id).sorted()
                page.require("(t.assigneeId = \(user) OR t.teamId IN \(teams))")
            }
            page.require(seenBy: actor)
            page.after(cursor, key: "t.dueOn", id: "t.id")
            return try page.fetch(db, limit: limit).map(TaskRecord.init)
        }
    }

    /// One task with what was written to it last, oldest first.
    public func task(id: Int64, for actor: Actor) async throws -> (task: TaskRecord, notes: [TaskNote]) {
        try await read { db in
            let row = try Row.fetchOne(db, sql: TaskRecord.select + " WHERE t.id = ?", arguments: [id])
            guard let row, try Self.sees(actor, db, customerID: row["customerId"]) else {
                throw StoreError.taskNotFound(id)
            }
            let notes = try LastRows.rows(
                db, newestFirst: "SELECT at, by, text FROM taskNote WHERE taskId = ? ORDER BY id DESC", of: id)
            return (TaskRecord(row), notes.map { TaskNote(at: $0["at"], by: $0["by"], text: $0["text"]) })
        }
    }
}

extension Catalog {
    func team(code: String) throws -> CatalogTeam {
        guard let team = teams[code] else {
            throw StoreError(.teamNotFound(code: code), "There is no team \(code); see `followupctl team list`.")
        }
        return team
    }
}

extension StoreError {
    static func taskNotFound(_ id: Int64) -> StoreError {
        StoreError(.taskNotFound(id: id), "There is no task \(id); see `followupctl task list`.")
    }
}

extension TaskRecord {
    static let select = """
        SELECT t.*, c.number, c.name, u.code AS assignee, g.code AS team, tr.code AS triggerCode
        FROM task t JOIN customer c ON c.id = t.customerId LEFT JOIN user u ON u.id = t.assigneeId
        LEFT JOIN team g ON g.id = t.teamId
        LEFT JOIN followUp f ON f.id = t.followUpId LEFT JOIN "trigger" tr ON tr.id = f.triggerId
        """

    init(_ row: Row) {
        self.init(
            id: row["id"], customerNumber: row["number"], customerName: row["name"], subject: row["subject"],
            text: row["text"], type: row["type"], assignee: row["assignee"], team: row["team"],
            priority: row["priority"], dueOn: row["dueOn"], state: row["state"], isLate: row["isLate"],
            trigger: row["triggerCode"], createdAt: row["createdAt"], createdBy: row["createdBy"],
            startedAt: row["startedAt"], closedAt: row["closedAt"], closedBy: row["closedBy"], result: row["result"],
            outcome: row["outcome"])
    }
}
