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
    /// What became of each row that was decided, in order.
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
        sum.decisions += batch.decisions
        sum.examined += batch.examined
        sum.tasks += batch.tasks
        sum.messages += batch.messages
        sum.withheld += batch.withheld
        sum.failed += batch.failed
        sum.replanned += batch.replanned
        sum.late += batch.late
    }
}

/// A due row before it has been matched with catalogue and rules.
struct DueRow {
    let id: Int64
    let triggerID: Int64
    let triggerRevision: Int
    let branchID: Int64?
    let period: StatusPeriod
    let row: Row

    /// Oldest first, then by customer, trigger and occurrence: the order of DESIGN 2.3, straight from the index of due work.
    static let dueQuery =
        select + """
             WHERE f.state = 'planned' AND f.fireAt <= ?
            ORDER BY f.fireAt, f.customerId, f.triggerPosition, f.occurrence LIMIT ?
            """

    /// One follow-up by its id.
    static let oneQuery = select + " WHERE f.id = ?"

    private static let select = """
        SELECT f.id AS followUpId, f.triggerId, f.triggerRevision, f.fireAt, f.expiresAt, f.occurrence, f.round AS followUpRound,
            p.*, c.number, c.name, c.department, c.email, c.phone, c.city, c.branchId, c.ownerId,
            u.name AS ownerName, u.email AS ownerEmail
        FROM followUp f
        JOIN statusPeriod p ON p.id = f.subjectId
        JOIN customer c ON c.id = f.customerId
        LEFT JOIN user u ON u.id = c.ownerId
        """

    init(_ row: Row) {
        id = row["followUpId"]
        triggerID = row["triggerId"]
        triggerRevision = row["triggerRevision"]
        branchID = row["branchId"]
        period = PeriodRows.period(row)
        self.row = row
    }

    func dueFollowUp(trigger: Trigger, catalog: Catalog, now: Timestamp) -> DueFollowUp {
        let calendar = catalog.calendar(ofBranch: branchID)
        let ownerID: Int64? = row["ownerId"]
        return DueFollowUp(
            id: id, trigger: trigger, template: catalog.template(of: trigger), period: period,
            customerNumber: row["number"],
            fields: MergeFields(row, period: period, catalog: catalog), hasOwner: ownerID != nil,
            ownerEmail: row["ownerEmail"], customerEmail: row["email"], fireAt: row["fireAt"],
            expiresAt: row["expiresAt"],
            occurrence: row["occurrence"], round: row["followUpRound"], calendar: calendar, now: now)
    }
}
