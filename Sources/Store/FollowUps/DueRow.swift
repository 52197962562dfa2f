import Domain
import GRDB

/// A due row before it has been matched with catalogue and rules.
struct DueRow: Sendable {
    private enum Column: Int32 {
        case followUpID, subjectKind, subjectID, triggerID, triggerRevision, fireAt, expiresAt, occurrence,
            followUpRound
        case covers, decidedBy, isReleased
        case periodID, uuid, customerID, statusID, enteredAt, dueOn, overdueAt, isDueOverridden, periodRound, leftAt
        case number, name, department, email, phone, mobile, street, city, branchID, ownerID, ownerName, ownerEmail
        case pausedUntil, doNotMarket, doNotCall, optOutEmail, optOutSms, optOutLetter
    }

    let id: Int64
    let subjectKind: FollowUpSubject
    let subjectID: Int64
    let triggerID: Int64
    let triggerRevision: Int
    /// A person decided that it is to fire; planning leaves it alone.
    let isPlannedByPerson: Bool
    /// A person has let it go after a storm.
    let isReleased: Bool
    let fireAt: Timestamp
    let expiresAt: Timestamp?
    let occurrence: Int
    let round: Int
    let covers: Int
    let branchID: Int64?
    let ownerID: Int64?
    let pausedUntil: CivilDate?
    let customerNumber: String
    /// The stay that it is about; of other subjects, the present one.
    let period: StatusPeriod
    let facts: CustomerFacts
    private let mobile: String?
    private let street: String?
    private let wishes: ContactWishes

    /// Oldest first, then by customer, trigger and occurrence: the order of DESIGN 2.3, straight from the index of due work.
    static let dueQuery =
        select + """
             WHERE f.state = 'planned' AND f.fireAt <= ?
            ORDER BY f.fireAt, f.customerId, f.triggerPosition, f.occurrence LIMIT ?
            """

    private static let oneQuery = select + " WHERE f.id = ?"

    /// The period of a follow-up `f`, as `p`.
    static let periodJoin = """
        JOIN statusPeriod p ON p.id = CASE f.subjectKind WHEN 'period' THEN f.subjectId
            ELSE (SELECT o.id FROM statusPeriod o WHERE o.customerId = f.customerId AND o.leftAt IS NULL) END
        """

    /// In the order of `Column`.
    private static let select = """
        SELECT f.id, f.subjectKind, f.subjectId, f.triggerId, f.triggerRevision, f.fireAt, f.expiresAt, f.occurrence, f.round,
            f.covers, f.decidedBy, f.isReleased,
            p.id, p.uuid, p.customerId, p.statusId, p.enteredAt, p.dueOn, p.overdueAt, p.isDueOverridden, p.round, p.leftAt,
            c.number, c.name, c.department, c.email, c.phone, c.mobile, c.street, c.city, c.branchId, c.ownerId, u.name, u.email,
            c.pausedUntil, c.doNotMarket, c.doNotCall, c.optOutEmail, c.optOutSms, c.optOutLetter
        FROM followUp f
        \(periodJoin)
        JOIN customer c ON c.id = f.customerId
        LEFT JOIN user u ON u.id = c.ownerId
        """

    /// The first of those that are due.
    static func due(_ db: Database, at now: Timestamp, limit: Int) throws -> [DueRow] {
        try fetch(db, dueQuery, [now, limit])
    }

    /// One follow-up by its id; nil if there is none.
    static func one(_ db: Database, id: Int64) throws -> DueRow? { try fetch(db, oneQuery, [id]).first }

    private static func fetch(_ db: Database, _ query: String, _ arguments: StatementArguments) throws -> [DueRow] {
        let statement = try db.cachedStatement(sql: query)
        let cursor = try Row.fetchCursor(statement, arguments: arguments)
        let columns = StatementColumns(statement)
        var rows: [DueRow] = []
        while try cursor.next() != nil {
            guard let row = DueRow(columns) else {
                throw StoreError(
                    .corrupt, "The database holds a follow-up that cannot be; check it with `followupctl check`.")
            }
            rows.append(row)
        }
        return rows
    }

    /// nil for what no followupd has written.
    private init?(_ row: StatementColumns) {
        func text(_ column: Column) -> String { row.text(column.rawValue) }
        func textIfAny(_ column: Column) -> String? { row.optional(column.rawValue, row.text) }
        func flag(_ column: Column) -> Bool { row.flag(column.rawValue) }
        func instant(_ column: Column) -> Timestamp { row.instant(column.rawValue) }
        func number(_ column: Column) -> Int { row.number(column.rawValue) }
        func id(_ column: Column) -> Int64 { row.integer(column.rawValue) }

        guard let kind = FollowUpSubject(rawValue: text(.subjectKind)),
            let uuid = row.bytes(Column.uuid.rawValue, { PeriodUUID(bytes: $0) })
        else { return nil }
        self.id = id(.followUpID)
        subjectKind = kind
        subjectID = id(.subjectID)
        triggerID = id(.triggerID)
        triggerRevision = number(.triggerRevision)
        fireAt = instant(.fireAt)
        expiresAt = row.optional(Column.expiresAt.rawValue, row.instant)
        occurrence = number(.occurrence)
        round = number(.followUpRound)
        covers = number(.covers)
        isPlannedByPerson = text(.decidedBy) != Planning.planner
        isReleased = flag(.isReleased)
        branchID = row.optional(Column.branchID.rawValue, row.integer)
        ownerID = row.optional(Column.ownerID.rawValue, row.integer)
        pausedUntil = textIfAny(.pausedUntil).flatMap { CivilDate($0) }
        var due: DueDate?
        if let date = textIfAny(.dueOn).flatMap({ CivilDate($0) }),
            let overdueAt = row.optional(Column.overdueAt.rawValue, row.instant)
        {
            due = DueDate(on: date, overdueAt: overdueAt)
        }
        period = StatusPeriod(
            id: id(.periodID), uuid: uuid, customerID: id(.customerID), statusID: id(.statusID),
            enteredAt: instant(.enteredAt), enteredBy: "", due: due, isDueOverridden: flag(.isDueOverridden),
            round: number(.periodRound), leftAt: row.optional(Column.leftAt.rawValue, row.instant))
        customerNumber = text(.number)
        facts = CustomerFacts(
            number: customerNumber, name: text(.name), department: textIfAny(.department), email: textIfAny(.email),
            phone: textIfAny(.phone), city: textIfAny(.city), branchID: branchID, ownerName: textIfAny(.ownerName),
            ownerEmail: textIfAny(.ownerEmail))
        mobile = textIfAny(.mobile)
        street = textIfAny(.street)
        var optOuts: Set<Channel> = []
        if flag(.optOutEmail) { optOuts.insert(.email) }
        if flag(.optOutSms) { optOuts.insert(.sms) }
        if flag(.optOutLetter) { optOuts.insert(.letter) }
        wishes = ContactWishes(doNotMarket: flag(.doNotMarket), doNotCall: flag(.doNotCall), optOuts: optOuts)
    }

    /// How the customer can be reached; the bounce list has not been asked.
    var contact: ContactFacts {
        var addresses: [Channel: String] = [:]
        addresses[.email] = facts.email
        addresses[.sms] = mobile
        addresses[.letter] = street
        return ContactFacts(
            addresses: addresses, canBeCalled: facts.phone != nil || mobile != nil, wishes: wishes)
    }

    var isConfirmed: Bool { isReleased || isPlannedByPerson }

    var customerID: Int64 { period.customerID }
}
