import Domain
import GRDB

/// A task with the handles of what it refers to.
public struct TaskRecord: Hashable, Sendable {
    public let id: Int64
    public let customerNumber: String
    public let customerName: String
    public let subject: String
    public let text: String
    public let assignee: String?
    public let priority: Int
    public let dueOn: CivilDate
    public let state: TaskState
    public let isLate: Bool
    public let trigger: String?
    public let createdAt: Timestamp
    public let createdBy: String
    public let closedAt: Timestamp?
    public let closedBy: String?
}

/// Which tasks a listing wants.
public struct TaskFilter: Hashable, Sendable {
    /// Open and in-progress ones, or all.
    public var openOnly: Bool
    public var customerNumber: String?
    public var assignee: String?

    public init(openOnly: Bool = true, customerNumber: String? = nil, assignee: String? = nil) {
        self.openOnly = openOnly
        self.customerNumber = customerNumber
        self.assignee = assignee
    }
}

extension Store {
    /// Adds a task by hand.
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
            let zone = catalog.calendar(ofBranch: customer.branchID).zone
            try TaskRows.insert(
                db, draft, customerID: customer.id, followUpID: nil,
                assigneeID: try draft.assignee.map(catalog.activeUserID(code:)),
                dueOn: draft.dueOn ?? zone.civilDate(at: now), autoCancel: false, isLate: false, by: actor.name,
                now: now)
            let id = db.lastInsertedRowID
            try AuditRows.write(
                db, actor, "add", .task, String(id), customerID: customer.id,
                after: ["customer": customer.number, "subject": draft.subject], now: now)
            return id
        }
    }

    /// Moves a task along its state machine.
    public func moveTask(id: Int64, to state: TaskState, by actor: Actor, now: Timestamp) async throws {
        try await write { db in
            let row = try Row.fetchOne(db, sql: "SELECT state, customerId FROM task WHERE id = ?", arguments: [id])
            guard let row, try Self.sees(actor, db, customerID: row["customerId"]) else {
                throw StoreError(.taskNotFound(id: id), "There is no task \(id); see `followupctl task list`.")
            }
            let current: TaskState = row["state"]
            guard current.canBecome(state) else {
                throw StoreError(
                    .wrongState(state: current.rawValue),
                    "Task \(id) is \(current.rawValue); it cannot become \(state.rawValue).")
            }
            try db.execute(
                sql: "UPDATE task SET state = ?, closedAt = ?, closedBy = ? WHERE id = ?",
                arguments: [state, state.isClosed ? now : nil, state.isClosed ? actor.name : nil, id])
            try AuditRows.write(
                db, actor, "move", .task, String(id), customerID: row["customerId"],
                before: ["state": current.rawValue],
                after: ["state": state.rawValue], now: now)
        }
    }

    /// A page of tasks by due date, after the place `cursor` names.
    public func tasks(_ filter: TaskFilter, for actor: Actor, after cursor: PageCursor?, limit: Int) async throws
        -> [TaskRecord]
    {
        try await read { [self] db in
            var page = PageQuery(
                select: """
                    SELECT t.*, c.number, c.name, u.code AS assignee, tr.code AS triggerCode
                    FROM task t JOIN customer c ON c.id = t.customerId LEFT JOIN user u ON u.id = t.assigneeId
                    LEFT JOIN followUp f ON f.id = t.followUpId LEFT JOIN "trigger" tr ON tr.id = f.triggerId
                    """)
            if filter.openOnly { page.require("t.closedAt IS NULL") }
            if let number = filter.customerNumber {
                page.require(sql: "t.customerId = ?", [try Self.requiredCustomerID(db, number: number, actor: actor)])
            }
            if let assignee = filter.assignee {
                page.require(sql: "t.assigneeId = ?", [try catalogForReading(db).activeUserID(code: assignee)])
            }
            page.require(seenBy: actor)
            page.after(cursor, key: "t.dueOn", id: "t.id")
            return try page.fetch(db, limit: limit).map(TaskRecord.init)
        }
    }
}

extension TaskRecord {
    init(_ row: Row) {
        self.init(
            id: row["id"], customerNumber: row["number"], customerName: row["name"], subject: row["subject"],
            text: row["text"], assignee: row["assignee"], priority: row["priority"], dueOn: row["dueOn"],
            state: row["state"],
            isLate: row["isLate"], trigger: row["triggerCode"], createdAt: row["createdAt"],
            createdBy: row["createdBy"],
            closedAt: row["closedAt"], closedBy: row["closedBy"])
    }
}
