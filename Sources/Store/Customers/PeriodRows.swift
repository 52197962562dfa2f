import Domain
import GRDB

/// Status periods as rows: opening, closing, reading.
enum PeriodRows {
    static func period(_ row: Row) -> StatusPeriod {
        var due: DueDate?
        if let date: CivilDate = row["dueOn"], let overdueAt: Timestamp = row["overdueAt"] {
            due = DueDate(on: date, overdueAt: overdueAt)
        }
        return StatusPeriod(
            id: row["id"], uuid: row["uuid"], customerID: row["customerId"], statusID: row["statusId"],
            enteredAt: row["enteredAt"], enteredBy: row["enteredBy"], due: due, isDueOverridden: row["isDueOverridden"],
            round: row["round"], note: row["note"], leftAt: row["leftAt"], leftBy: row["leftBy"])
    }

    static func open(_ db: Database, customerID: Int64) throws -> StatusPeriod? {
        let statement = try db.cachedStatement(
            sql: "SELECT * FROM statusPeriod WHERE customerId = ? AND leftAt IS NULL")
        return try Row.fetchOne(statement, arguments: [customerID]).map(period)
    }

    /// Opens a period; the due date is the status' duration from entering, unless a person gave a day.
    static func insert(
        _ db: Database, customerID: Int64, status: Status, enteredAt: Timestamp, by user: String, dueOn: CivilDate?,
        note: String,
        calendar: BusinessCalendar
    ) throws -> StatusPeriod {
        let due =
            dueOn.map(calendar.dueDate(on:))
            ?? status.specification.duration.map { calendar.dueDate(of: $0, enteredAt: enteredAt) }
        let uuid = PeriodUUID.random()
        try db.cachedStatement(
            sql: """
                INSERT INTO statusPeriod (uuid, customerId, statusId, enteredAt, enteredBy, dueOn, overdueAt, isDueOverridden, round, note)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, ?)
                """
        ).execute(arguments: [
            uuid, customerID, status.id, enteredAt, user, due?.on, due?.overdueAt, dueOn != nil, note,
        ])
        return StatusPeriod(
            id: db.lastInsertedRowID, uuid: uuid, customerID: customerID, statusID: status.id, enteredAt: enteredAt,
            enteredBy: user, due: due, isDueOverridden: dueOn != nil, note: note)
    }

    /// Closes the open period and everything that hung on it (DESIGN 2.2): planned follow-ups, even if already due; open tasks they
    /// made, where the trigger says so; queued messages, unless the trigger keeps them. A message in `sending` finishes.
    static func close(_ db: Database, _ period: StatusPeriod, at instant: Timestamp, by user: String) throws
        -> Cancellations
    {
        try db.execute(
            sql: "UPDATE statusPeriod SET leftAt = ?, leftBy = ? WHERE id = ?", arguments: [instant, user, period.id])
        let reason = FollowUpReason.statusLeft
        try db.execute(
            sql: """
                UPDATE followUp SET state = 'cancelled', reason = ?, error = NULL, decidedAt = ?, decidedBy = ?
                WHERE subjectKind = 'period' AND subjectId = ? AND state IN ('planned', 'held', 'failed')
                """, arguments: [reason, instant, user, period.id])
        var cancelled = Cancellations(followUps: db.changesCount)
        let made = "SELECT id FROM followUp WHERE subjectKind = 'period' AND subjectId = ?"
        try db.execute(
            sql: """
                UPDATE task SET state = 'cancelled', closedAt = ?, closedBy = ?
                WHERE followUpId IN (\(made)) AND autoCancel = 1 AND closedAt IS NULL
                """, arguments: [instant, user, period.id])
        cancelled.tasks = db.changesCount
        try db.execute(
            sql: """
                UPDATE message SET state = 'cancelled', reason = ?, decidedAt = ?
                WHERE followUpId IN (\(made)) AND keepWhenLeft = 0 AND state = 'queued'
                """, arguments: [reason, instant, period.id])
        cancelled.messages = db.changesCount
        return cancelled
    }
}

/// What leaving a status cancelled.
public struct Cancellations: Hashable, Sendable {
    public var followUps = 0
    public var tasks = 0
    public var messages = 0

    public init(followUps: Int = 0, tasks: Int = 0, messages: Int = 0) {
        self.followUps = followUps
        self.tasks = tasks
        self.messages = messages
    }
}
