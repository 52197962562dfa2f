import Domain
import GRDB

/// A follow-up that has come due, with all that firing it needs to know, as it stands in the transaction that fires it.
public struct DueFollowUp: Sendable {
    public let id: Int64
    public let trigger: Trigger
    /// Of a trigger that makes a message.
    public let template: TemplateSpecification?
    public let period: StatusPeriod
    public let customerNumber: String
    public let fields: MergeFields
    public let hasOwner: Bool
    public let ownerEmail: String?
    public let customerEmail: String?
    public let fireAt: Timestamp
    public let expiresAt: Timestamp?
    public let occurrence: Int
    public let round: Int
    public let calendar: BusinessCalendar
    public let now: Timestamp
}

/// What firing makes, or why it makes nothing.
public enum FiringDecision: Sendable {
    case task(TaskDraft, autoCancel: Bool)
    case message(MessageDraft)
    case withhold(FollowUpState, FollowUpReason)
}

/// A message to be queued; its address is looked up when it is sent.
public struct MessageDraft: Hashable, Sendable {
    public var channel: Channel
    public var recipient: Recipient
    public var subject: String
    public var text: String
    public var keepWhenLeft: Bool

    public init(channel: Channel, recipient: Recipient, subject: String, text: String, keepWhenLeft: Bool) {
        self.channel = channel
        self.recipient = recipient
        self.subject = subject
        self.text = text
        self.keepWhenLeft = keepWhenLeft
    }
}

/// What became of one follow-up that had come due: for logs and subscribers, so by number, never by name.
public struct FollowUpDecision: Hashable, Sendable {
    public let followUpID: Int64
    public let customerNumber: String
    public let trigger: String
    public let state: FollowUpState
    public let reason: FollowUpReason
    public let taskID: Int64?
    public let messageID: Int64?
    public let isLate: Bool
}

/// What one batch of firing did.
public struct FiringSummary: Hashable, Sendable {
    /// What became of the first rows, in order; no more than a log is told, so that a storm is not held in memory.
    public var decisions: [FollowUpDecision] = []
    public var examined = 0
    public var tasks = 0
    public var messages = 0
    public var withheld = 0
    public var failed = 0
    public var replanned = 0
    public var late = 0

    public init() {}

    public static func += (sum: inout FiringSummary, batch: FiringSummary) {
        sum.decisions += batch.decisions.prefix(max(0, Store.toldDecisions - sum.decisions.count))
        sum.examined += batch.examined
        sum.tasks += batch.tasks
        sum.messages += batch.messages
        sum.withheld += batch.withheld
        sum.failed += batch.failed
        sum.replanned += batch.replanned
        sum.late += batch.late
    }
}

/// A due row before it has been matched with catalogue and rules. Its columns are read by place, not by name: a storm reads millions.
struct DueRow {
    private enum Column: Int {
        case followUpID, triggerID, triggerRevision, fireAt, expiresAt, occurrence, followUpRound, decidedBy
        case periodID, uuid, customerID, statusID, enteredAt, dueOn, overdueAt, isDueOverridden, periodRound, leftAt
        case number, name, department, email, phone, city, branchID, ownerID, ownerName, ownerEmail, pausedUntil
    }

    let id: Int64
    let triggerID: Int64
    let triggerRevision: Int
    /// A person decided that it is to fire; planning leaves it alone.
    let isPlannedByPerson: Bool
    let branchID: Int64?
    let ownerID: Int64?
    let pausedUntil: CivilDate?
    let customerNumber: String
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

    /// In the order of `Column`.
    private static let select = """
        SELECT f.id, f.triggerId, f.triggerRevision, f.fireAt, f.expiresAt, f.occurrence, f.round, f.decidedBy,
            p.id, p.uuid, p.customerId, p.statusId, p.enteredAt, p.dueOn, p.overdueAt, p.isDueOverridden, p.round, p.leftAt,
            c.number, c.name, c.department, c.email, c.phone, c.city, c.branchId, c.ownerId, u.name, u.email, c.pausedUntil
        FROM followUp f
        JOIN statusPeriod p ON p.id = f.subjectId
        JOIN customer c ON c.id = f.customerId
        LEFT JOIN user u ON u.id = c.ownerId
        """

    init(_ row: Row) {
        self.row = row
        id = row[Column.followUpID.rawValue]
        triggerID = row[Column.triggerID.rawValue]
        triggerRevision = row[Column.triggerRevision.rawValue]
        let decidedBy: String = row[Column.decidedBy.rawValue]
        isPlannedByPerson = decidedBy != Planning.planner
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

    func dueFollowUp(trigger: Trigger, catalog: Catalog, now: Timestamp) -> DueFollowUp {
        let calendar = catalog.calendar(ofBranch: branchID)
        let facts = CustomerFacts(
            number: customerNumber, name: row[Column.name.rawValue], department: row[Column.department.rawValue],
            email: row[Column.email.rawValue], phone: row[Column.phone.rawValue], city: row[Column.city.rawValue],
            branchID: branchID, ownerName: row[Column.ownerName.rawValue], ownerEmail: row[Column.ownerEmail.rawValue])
        return DueFollowUp(
            id: id, trigger: trigger, template: catalog.template(of: trigger), period: period,
            customerNumber: customerNumber,
            fields: facts.mergeFields(in: period, catalog: catalog), hasOwner: ownerID != nil,
            ownerEmail: facts.ownerEmail, customerEmail: facts.email,
            fireAt: row[Column.fireAt.rawValue], expiresAt: row[Column.expiresAt.rawValue],
            occurrence: row[Column.occurrence.rawValue],
            round: row[Column.followUpRound.rawValue], calendar: calendar, now: now)
    }
}
