import Domain
import GRDB

extension Store {
    /// Closes the open period with all that hung on it, opens the new one and plans it: one transaction, or every reason why not.
    /// - Parameter expectedVersion: refuse if the customer has been changed since.
    public func changeStatus(
        number: String, _ change: StatusChange, expectedVersion: Int? = nil, by actor: Actor, now: Timestamp
    ) async throws -> StatusChangeSummary {
        try await write { [self] db in
            let customer = try Self.find(db, number: number, actor: actor, expectedVersion: expectedVersion)
            return try changeStatus(db, customer, change, by: actor, now: now)
        }
    }

    /// Moves the customer to the next status in order that may follow and is not retired.
    public func advance(
        number: String, _ change: StatusChange, expectedVersion: Int?, by actor: Actor, now: Timestamp
    ) async throws -> StatusChangeSummary {
        try await write { [self] db in
            let customer = try Self.find(db, number: number, actor: actor, expectedVersion: expectedVersion)
            var change = change
            change.status = try Self.next(after: customer.period.statusID, in: catalog(db), number: number).code
            return try changeStatus(db, customer, change, by: actor, now: now)
        }
    }

    private static func next(after id: Int64, in catalog: Catalog, number: String) throws -> Status {
        let behind = catalog.orderedStatuses.drop { $0.id != id }.dropFirst()
        let allowed = catalog.statuses[id]?.specification.successors ?? []
        guard let next = behind.first(where: { !$0.isRetired && (allowed.isEmpty || allowed.contains($0.code)) }) else {
            throw StoreError(
                .changeRejected(reasons: ["there is no status behind the present one"]),
                "Customer \(number) is in the last status; name one with `followupctl customer set-status`.")
        }
        return next
    }

    func changeStatus(
        _ db: Database, _ customer: FoundCustomer, _ change: StatusChange, by actor: Actor, now: Timestamp
    ) throws -> StatusChangeSummary {
        let catalog = try catalog(db)
        let check = try StatusChangeCheck(db, customer, change, catalog: catalog, actor: actor, now: now)
        guard check.objections.isEmpty else {
            throw StoreError(
                .changeRejected(reasons: check.objections),
                "The status was not changed: \(check.objections.joined(separator: "; ")).", isDenial: check.isDenied)
        }
        let recordedAt = max(now, check.enteredAt)
        let cancelled = try PeriodRows.close(
            db, customer.period, at: check.enteredAt, by: actor.name, now: recordedAt, as: .changed)
        let calendar = catalog.calendar(ofBranch: customer.branchID)
        var entry = PeriodEntry(
            status: check.target, enteredAt: check.enteredAt, recordedAt: recordedAt, by: actor.name)
        entry.reasonID = check.reason?.id
        entry.dueOn = change.dueOn
        entry.note = change.note
        entry.previousID = customer.period.id
        let period = try PeriodRows.insert(db, customerID: customer.id, entry, calendar: calendar)
        let planned = try Planning.planNew(
            db, period: period,
            PlanContext(
                catalog: catalog, calendar: calendar, now: now, backfill: change.backfill,
                pausedUntil: customer.pausedUntil))
        let work = try Self.makeWork(db, change, customer, period: period, catalog: catalog, actor: actor, now: now)
        try Self.countChange(db, customerID: customer.id)
        try AuditRows.write(
            db, actor, "set-status", .customer, customer.number, customerID: customer.id,
            before: ["status": check.source.code],
            after: ["status": check.target.code, "reason": check.reason?.code ?? "", "note": change.note], now: now)
        return StatusChangeSummary(
            number: customer.number, from: check.source.code, to: check.target.code, cancelled: cancelled,
            planned: planned,
            version: customer.version + 1, taskID: work.task, messageID: work.message, recommended: check.recommended)
    }

    /// The task and the message that a change brings with it.
    private static func makeWork(
        _ db: Database, _ change: StatusChange, _ customer: FoundCustomer, period: StatusPeriod, catalog: Catalog,
        actor: Actor,
        now: Timestamp
    ) throws -> (task: Int64?, message: Int64?) {
        var taskID: Int64?
        if let task = change.task {
            let owner = try Int64.fetchOne(
                db, sql: "SELECT ownerId FROM customer WHERE id = ?", arguments: [customer.id])
            let calendar = catalog.calendar(ofBranch: customer.branchID)
            let wanted = task.assignees
            let person = try wanted.map { try Self.taskOwner($0, catalog, owner: owner) }
            taskID = try TaskMaking.make(
                db,
                NewTask(
                    task, customerID: customer.id, customerNumber: customer.number, periodID: period.id,
                    owner: person ?? catalog.taskOwner(.owner, owner: owner),
                    dueOn: task.dueOn ?? calendar.zone.civilDate(at: now), autoCancel: false, isLate: false,
                    by: actor.name),
                PlanContext(
                    catalog: catalog, calendar: calendar, now: now, backfill: .all, pausedUntil: customer.pausedUntil))
        }
        var messageID: Int64?
        if let make = change.message, let facts = try CustomerFacts.of(db, customerID: customer.id) {
            messageID = try MessageRows.insert(
                db,
                NewMessage(
                    try make(facts.mergeFields(in: period, catalog: catalog)), .change(period),
                    customerID: customer.id, periodID: period.id, isLate: false, expiresAt: nil), now: now)
        }
        return (taskID, messageID)
    }

    /// Whom a person names has to be there.
    static func taskOwner(_ rule: AssigneeRule, _ catalog: Catalog, owner: Int64?) throws -> TaskOwner {
        guard let found = catalog.taskOwner(rule, owner: owner) else {
            throw StoreError.invalid("assignee", "names nobody active: \(rule)")
        }
        return found
    }
}
