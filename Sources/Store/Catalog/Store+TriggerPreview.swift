import Domain
import GRDB

/// What a new or edited trigger would do for those who are there already.
public struct TriggerPreview: Hashable, Sendable {
    /// Customers in the status, or open tasks.
    public var subjects = 0
    /// At once, late.
    public var firesNow = 0
    public var firesLater = 0
    /// Skipped by the backfill or by time, dealt with already, or without what the trigger counts from.
    public var never: Int { subjects - firesNow - firesLater }
}

extension Store {
    /// Works out, page by page, what a trigger would make for the customers now in its status, or for the tasks now open; changes nothing.
    /// - Parameters:
    ///   - code: of the status; nil for a rule of tasks.
    ///   - edited: code of the trigger that the specification is to replace; what that one has done is not done again.
    public func previewTrigger(
        _ specification: TriggerSpecification, status code: String?, replacing edited: String? = nil,
        backfill: Backfill, now: Timestamp
    ) async throws -> TriggerPreview {
        let catalog = try await catalog()
        let statusID = try code.map { try catalog.status(code: $0).id }
        let editedID = try edited.map { try catalog.trigger(code: $0).id }
        let trigger = Trigger(
            id: editedID ?? 0, statusID: statusID, specification: specification, position: 0, revision: 0,
            isEnabled: true, isRetired: false)
        var preview = TriggerPreview()
        var last: Int64 = 0
        while true {
            let page = try await read { [self, last] db in
                let catalog = try catalogForReading(db)
                let rows = try Row.fetchAll(
                    db, sql: statusID == nil ? Self.previewedTasks : Self.previewedPeriods,
                    arguments: statusID == nil ? [last] : [statusID, last])
                var page = TriggerPreview()
                for row in rows {
                    try Self.count(db, row, trigger, catalog: catalog, backfill: backfill, now: now, into: &page)
                }
                return (page, last: rows.last.map { $0[statusID == nil ? "id" : "customerId"] as Int64 })
            }
            preview.subjects += page.0.subjects
            preview.firesNow += page.0.firesNow
            preview.firesLater += page.0.firesLater
            guard let next = page.last else { return preview }
            last = next
        }
    }

    private static let previewedPeriods = """
        SELECT p.*, c.branchId, c.pausedUntil, c.birthday, c.anniversary FROM statusPeriod p JOIN customer c ON c.id = p.customerId
        WHERE p.leftAt IS NULL AND p.statusId = ? AND p.customerId > ? ORDER BY p.customerId LIMIT 500
        """

    private static let previewedTasks = """
        SELECT t.*, c.branchId, c.pausedUntil FROM task t JOIN customer c ON c.id = t.customerId
        WHERE t.closedAt IS NULL AND t.id > ? ORDER BY t.id LIMIT 500
        """

    private static func count(
        _ db: Database, _ row: Row, _ trigger: Trigger, catalog: Catalog, backfill: Backfill, now: Timestamp,
        into preview: inout TriggerPreview
    ) throws {
        let calendar = catalog.calendar(ofBranch: row["branchId"])
        let subject: PlanSubject
        let id: Int64
        switch trigger.specification.timing.basis.subject {
        case .period: (subject, id) = (.period(PeriodRows.period(row)), row["id"])
        case .customer:
            (subject, id) = (.customer(birthday: row["birthday"], anniversary: row["anniversary"]), row["customerId"])
        case .task: (subject, id) = (.task(WatchedTask(row, calendar: calendar).plan), row["id"])
        }
        preview.subjects += 1
        let ended =
            trigger.id == 0
            ? nil
            : try Planning.lastEnded(
                db, PlanOwner(kind: trigger.specification.timing.basis.subject, id: id, customerID: 0),
                triggerID: trigger.id, round: subject.round(of: trigger))
        if ended != nil, !trigger.specification.recurs { return }
        let plan = FollowUpPlanner(calendar: calendar).plan(
            subject, trigger: trigger, now: now, backfill: backfill, pausedUntil: row["pausedUntil"], after: ended)
        guard let first = plan.first(where: { $0.state == .planned }) else { return }
        if first.fireAt <= now { preview.firesNow += 1 } else { preview.firesLater += 1 }
    }
}
