import Domain
import GRDB

/// A due row before it has been matched with catalogue and rules. Its columns are read by place, not by name: a storm reads millions.
struct DueRow {
    private enum Column: Int {
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
    private let row: Row

    /// Oldest first, then by customer, trigger and occurrence: the order of DESIGN 2.3, straight from the index of due work.
    static let dueQuery =
        select + """
             WHERE f.state = 'planned' AND f.fireAt <= ?
            ORDER BY f.fireAt, f.customerId, f.triggerPosition, f.occurrence LIMIT ?
            """

    /// One follow-up by its id.
    static let oneQuery = select + " WHERE f.id = ?"

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

    init(_ row: Row) {
        self.row = row
        id = row[Column.followUpID.rawValue]
        subjectKind = row[Column.subjectKind.rawValue]
        subjectID = row[Column.subjectID.rawValue]
        triggerID = row[Column.triggerID.rawValue]
        triggerRevision = row[Column.triggerRevision.rawValue]
        fireAt = row[Column.fireAt.rawValue]
        expiresAt = row[Column.expiresAt.rawValue]
        occurrence = row[Column.occurrence.rawValue]
        round = row[Column.followUpRound.rawValue]
        covers = row[Column.covers.rawValue]
        let decidedBy: String = row[Column.decidedBy.rawValue]
        isPlannedByPerson = decidedBy != Planning.planner
        isReleased = row[Column.isReleased.rawValue]
        branchID = row[Column.branchID.rawValue]
        ownerID = row[Column.ownerID.rawValue]
        pausedUntil = row[Column.pausedUntil.rawValue]
        customerNumber = row[Column.number.rawValue]
        var due: DueDate?
        if let date: CivilDate = row[Column.dueOn.rawValue], let overdueAt: Timestamp = row[Column.overdueAt.rawValue] {
            due = DueDate(on: date, overdueAt: overdueAt)
        }
        period = StatusPeriod(
            id: row[Column.periodID.rawValue], uuid: row[Column.uuid.rawValue],
            customerID: row[Column.customerID.rawValue],
            statusID: row[Column.statusID.rawValue], enteredAt: row[Column.enteredAt.rawValue], enteredBy: "", due: due,
            isDueOverridden: row[Column.isDueOverridden.rawValue], round: row[Column.periodRound.rawValue],
            leftAt: row[Column.leftAt.rawValue])
    }

    var isConfirmed: Bool { isReleased || isPlannedByPerson }

    var customerID: Int64 { period.customerID }

    var facts: CustomerFacts {
        CustomerFacts(
            number: customerNumber, name: row[Column.name.rawValue], department: row[Column.department.rawValue],
            email: row[Column.email.rawValue], phone: row[Column.phone.rawValue], city: row[Column.city.rawValue],
            branchID: branchID, ownerName: row[Column.ownerName.rawValue], ownerEmail: row[Column.ownerEmail.rawValue],
            rare: nil)
    }

    /// How the customer can be reached; the bounce list has not been asked.
    var contact: ContactFacts {
        let phone: String? = row[Column.phone.rawValue]
        let mobile: String? = row[Column.mobile.rawValue]
        var addresses: [Channel: String] = [:]
        addresses[.email] = row[Column.email.rawValue]
        addresses[.sms] = mobile
        addresses[.letter] = row[Column.street.rawValue]
        var optOuts: Set<Channel> = []
        if row[Column.optOutEmail.rawValue] { optOuts.insert(.email) }
        if row[Column.optOutSms.rawValue] { optOuts.insert(.sms) }
        if row[Column.optOutLetter.rawValue] { optOuts.insert(.letter) }
        return ContactFacts(
            addresses: addresses, canBeCalled: phone != nil || mobile != nil,
            wishes: ContactWishes(
                doNotMarket: row[Column.doNotMarket.rawValue], doNotCall: row[Column.doNotCall.rawValue],
                optOuts: optOuts))
    }
}
