import Domain
import GRDB

/// Status periods as rows: opening, closing, reading.
enum PeriodRows {
    static func due(_ row: Row) -> DueDate? {
        guard let date: CivilDate = row["dueOn"], let overdueAt: Timestamp = row["overdueAt"] else { return nil }
        return DueDate(on: date, overdueAt: overdueAt)
    }

    static func period(_ row: Row) -> StatusPeriod {
        StatusPeriod(
            id: row["id"], uuid: row["uuid"], customerID: row["customerId"], statusID: row["statusId"],
            enteredAt: row["enteredAt"], enteredBy: row["enteredBy"], due: due(row),
            isDueOverridden: row["isDueOverridden"],
            round: row["round"], note: row["note"], reasonID: row["reasonId"], recordedAt: row["recordedAt"],
            duration: row["duration"],
            leftAt: row["leftAt"], leftBy: row["leftBy"], ending: row["ending"])
    }

    static func open(_ db: Database, customerID: Int64) throws -> StatusPeriod? {
        let statement = try db.cachedStatement(
            sql: "SELECT * FROM statusPeriod WHERE customerId = ? AND leftAt IS NULL")
        return try Row.fetchOne(statement, arguments: [customerID]).map(period)
    }

    private static let toInsert = RowsToInsert(
        into: "statusPeriod",
        columns: [
            "uuid", "customerId", "statusId", "reasonId", "enteredAt", "enteredBy", "recordedAt", "duration", "dueOn",
            "overdueAt", "isDueOverridden", "round", "note", "previousId",
        ])

    /// Opens a period; the due date is the status' duration from entering, unless a person gave a day. The day on which a customer's status
    /// is an active one for the first time is kept with the customer.
    static func insert(
        _ db: Database, customerID: Int64, _ entry: PeriodEntry, calendar: BusinessCalendar
    ) throws -> StatusPeriod {
        try insert(db, [(customerID, entry, calendar)])[0]
    }

    static func insert(
        _ db: Database, _ entries: [(customerID: Int64, entry: PeriodEntry, calendar: BusinessCalendar)]
    ) throws -> [StatusPeriod] {
        var rows = toInsert
        var opened: [(uuid: PeriodUUID, due: DueDate?)] = []
        for (customerID, entry, calendar) in entries {
            let duration = entry.status.specification.duration
            let due =
                entry.dueOn.map(calendar.dueDate(on:))
                ?? duration.map { calendar.dueDate(of: $0, enteredAt: entry.enteredAt) }
            let uuid = PeriodUUID.make(at: entry.recordedAt)
            opened.append((uuid, due))
            rows.append(
                RowsToInsert.values(
                    uuid, customerID, entry.status.id, entry.reasonID, entry.enteredAt, entry.by, entry.recordedAt,
                    duration, due?.on, due?.overdueAt, entry.dueOn != nil, 0, entry.note, entry.previousID))
        }
        let ids = try rows.write(db)
        return try entries.indices.map { index in
            let (customerID, entry, calendar) = entries[index]
            if entry.status.specification.isActive {
                try db.cachedStatement(sql: "UPDATE customer SET activatedOn = ? WHERE id = ? AND activatedOn IS NULL")
                    .execute(arguments: [calendar.zone.civilDate(at: entry.enteredAt), customerID])
            }
            return StatusPeriod(
                id: ids[index], uuid: opened[index].uuid, customerID: customerID, statusID: entry.status.id,
                enteredAt: entry.enteredAt, enteredBy: entry.by, due: opened[index].due,
                isDueOverridden: entry.dueOn != nil, note: entry.note, reasonID: entry.reasonID,
                recordedAt: entry.recordedAt, duration: entry.status.specification.duration)
        }
    }

    /// Closes the open period and everything that hung on it (DESIGN 2.2): planned follow-ups, even if already due; open tasks they
    /// made, where the trigger says so; queued messages, unless the trigger keeps them. A message in `sending` finishes.
    ///
    /// Whether planning or a person had put a follow-up where it was stays written, for the change may be taken back.
    /// - Parameter instant: when it was left, which may lie before `now`.
    static func close(
        _ db: Database, _ period: StatusPeriod, at instant: Timestamp, by user: String, now: Timestamp,
        as ending: PeriodEnding
    ) throws -> Cancellations {
        try db.execute(
            sql: "UPDATE statusPeriod SET leftAt = ?, leftBy = ?, ending = ? WHERE id = ?",
            arguments: [instant, user, ending, period.id])
        let reason = FollowUpReason.statusLeft
        try db.execute(
            sql: """
                UPDATE followUp SET state = 'cancelled', reason = CASE state WHEN 'held' THEN 'storm' ELSE ? END, error = NULL, decidedAt = ?
                WHERE subjectKind = 'period' AND subjectId = ? AND state IN ('planned', 'held', 'failed')
                """, arguments: [reason, now, period.id])
        var cancelled = Cancellations(followUps: db.changesCount)
        cancelled.followUps += try cancelYearly(db, period, now: now)
        // What came of its triggers: for this stay, and for the customer's days of the year while in it.
        let made = """
            SELECT id FROM followUp WHERE subjectKind = 'period' AND subjectId = ?
            UNION ALL SELECT id FROM followUp WHERE subjectKind = 'customer' AND subjectId = ?
                AND triggerId IN (SELECT id FROM "trigger" WHERE statusId = ?)
            """
        let subject: StatementArguments = [period.id, period.customerID, period.statusID]
        let tasks = try Int64.fetchAll(
            db.cachedStatement(
                sql: "SELECT id FROM task WHERE followUpId IN (\(made)) AND autoCancel = 1 AND closedAt IS NULL"),
            arguments: subject)
        for id in tasks {
            try db.cachedStatement(sql: "UPDATE task SET state = 'cancelled', closedAt = ?, closedBy = ? WHERE id = ?")
                .execute(arguments: [now, user, id])
        }
        cancelled.tasks = tasks.count
        try db.cachedStatement(
            sql: """
                UPDATE message SET state = 'cancelled', reason = ?, decidedAt = ?
                WHERE (followUpId IN (\(made)) OR periodId = ?) AND keepWhenLeft = 0 AND state = 'queued'
                """
        ).execute(arguments: [reason, now] + subject + [period.id])
        cancelled.messages = db.changesCount
        try TaskMaking.closed(db, ids: tasks, by: user, now: now)
        return cancelled
    }

    /// Birthdays and anniversaries to come: they are planned again, for the same years, with the next stay in that status.
    @discardableResult
    static func cancelYearly(_ db: Database, _ period: StatusPeriod, now: Timestamp) throws -> Int {
        try db.cachedStatement(
            sql: """
                UPDATE followUp SET state = 'cancelled', reason = 'statusLeft', error = NULL, decidedAt = ?
                WHERE subjectKind = 'customer' AND subjectId = ? AND state IN ('planned', 'held', 'failed')
                """
        ).execute(arguments: [now, period.customerID])
        return db.changesCount
    }
}

/// A stay that is to begin.
struct PeriodEntry {
    let status: Status
    let enteredAt: Timestamp
    let recordedAt: Timestamp
    /// As history names people.
    let by: String
    var reasonID: Int64?
    /// Overrides the due date that the status' duration gives.
    var dueOn: CivilDate?
    var note = ""
    /// The stay that the change ends.
    var previousID: Int64?

    init(status: Status, enteredAt: Timestamp, recordedAt: Timestamp, by: String) {
        self.status = status
        self.enteredAt = enteredAt
        self.recordedAt = max(recordedAt, enteredAt)
        self.by = by
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
