import Domain
import GRDB

/// A follow-up with the handles of what it refers to.
public struct FollowUpRecord: Hashable, Sendable {
    public let id: Int64
    public let customerNumber: String
    public let customerName: String
    public let status: String
    public let trigger: String
    public let timing: TriggerTiming
    public let subject: FollowUpSubject
    /// Row of the stay, the task or the customer.
    public let subjectID: Int64
    public let round: Int
    public let occurrence: Int
    public let covers: Int
    public let fireAt: Timestamp
    public let expiresAt: Timestamp?
    public let state: FollowUpState
    public let reason: FollowUpReason
    public let decidedAt: Timestamp?
    public let decidedBy: String
    public let isLate: Bool
    public let error: String?
    public let taskID: Int64?
    public let messageID: Int64?
    public let zone: ZoneRules
}

/// Which follow-ups a listing wants.
public struct FollowUpFilter: Hashable, Sendable {
    public var state: FollowUpState?
    public var customerNumber: String?
    /// Code of the trigger.
    public var trigger: String?

    public init(state: FollowUpState? = nil, customerNumber: String? = nil, trigger: String? = nil) {
        self.trigger = trigger
        self.state = state
        self.customerNumber = customerNumber
    }
}

extension Store {
    /// A page of follow-ups by planned instant, after the place `cursor` names.
    public func followUps(
        _ filter: FollowUpFilter, for actor: Actor, after cursor: PageCursor?, limit: Int
    ) async throws -> [FollowUpRecord] {
        try await read { [self] db in
            let catalog = try catalogForReading(db)
            let page = try Self.followUpPage(db, filter, for: actor, after: cursor)
            return try page.fetch(db, limit: limit).map { try FollowUpRecord($0, catalog: catalog) }
        }
    }

    static func followUpPage(
        _ db: Database, _ filter: FollowUpFilter, for actor: Actor, after cursor: PageCursor?
    ) throws -> PageQuery {
        var page = PageQuery(select: FollowUpRecord.select)
        switch filter.state {
        case nil: break
        // A literal, so that the index of planned ones is used.
        case .planned: page.require("f.state = 'planned'")
        case .some(let state): page.require(sql: "f.state = ?", [state])
        }
        if let number = filter.customerNumber {
            page.require(sql: "f.customerId = ?", [try requiredCustomerID(db, number: number, actor: actor)])
        }
        if let code = filter.trigger {
            page.require(
                sql: "f.triggerId = (SELECT id FROM \"trigger\" WHERE code = ?)", [code])
        }
        page.require(seenBy: actor)
        page.after(cursor, key: "f.fireAt", id: "f.id")
        return page
    }
}

extension FollowUpRecord {
    static let select = """
        SELECT f.*, c.number, c.name, c.branchId, p.statusId, p.leftBy, t.id AS taskId, m.id AS messageRowId
        FROM followUp f JOIN customer c ON c.id = f.customerId LEFT \(DueRow.periodJoin)
        LEFT JOIN task t ON t.id = (SELECT min(id) FROM task WHERE followUpId = f.id)
        LEFT JOIN message m ON m.id = (SELECT min(id) FROM message WHERE followUpId = f.id)
        """

    init(_ row: Row, catalog: Catalog) throws {
        // The row keeps who had planned it, for the change may be taken back; who made the change is written with the stay.
        let isLeft = row["reason"] as FollowUpReason == .statusLeft
        let decidedBy: String = isLeft ? row["leftBy"] ?? Planning.planner : row["decidedBy"]
        let trigger = catalog.triggers[row["triggerId"]]
        self.init(
            id: row["id"], customerNumber: row["number"], customerName: row["name"],
            status: (row["statusId"] as Int64?).flatMap { catalog.statuses[$0]?.code } ?? "",
            trigger: trigger?.code ?? "",
            timing: trigger?.specification.timing ?? .whenOverdue, subject: row["subjectKind"],
            subjectID: row["subjectId"], round: row["round"],
            occurrence: row["occurrence"], covers: row["covers"], fireAt: row["fireAt"], expiresAt: row["expiresAt"],
            state: row["state"],
            reason: row["reason"], decidedAt: row["decidedAt"], decidedBy: decidedBy, isLate: row["isLate"],
            error: row["error"], taskID: row["taskId"], messageID: row["messageRowId"],
            zone: catalog.calendar(ofBranch: row["branchId"]).zone)
    }
}
