import Domain
import GRDB

/// Fires due rows in one transaction, and counts what came of them.
struct Firing {
    /// Fired later than this past the planned instant is marked late. Milliseconds.
    static let lateAfter: Int64 = 60_000
    /// Status changes by triggers that one customer may have in a day; the next fails (DESIGN 2.3).
    static let mostMovesADay = 10
    private static let day: Int64 = 86_400_000

    let db: Database
    private let store: Store
    let catalog: Catalog
    let now: Timestamp
    private let cap: ContactCap?
    var summary = FiringSummary()
    /// Beyond so many messages and moves that nobody has confirmed, they are held; nil: there is no guard.
    var mostUnconfirmed: Int?
    private var together = FiredTogether()
    /// Whether what the present row makes may be written with what those beside it make.
    private var isTogether = false
    /// The last row made others due, or took some away: those read before it may come in another order, or not at all.
    var hasChangedTheQueue = false

    init(
        _ db: Database, store: Store, catalog: Catalog, now: Timestamp, cap: ContactCap?,
        told: Int = Store.toldDecisions
    ) {
        summary.mostTold = told
        self.db = db
        self.store = store
        self.catalog = catalog
        self.now = now
        self.cap = cap
    }

    /// Where the database refuses what the row makes, the row becomes failed and the transaction goes on.
    mutating func fireGuarded(_ due: DueRow, _ decide: (DueFollowUp) throws -> FiringDecision) throws {
        var attempt = self
        do {
            try db.inSavepoint {
                try attempt.fire(due, decide, alone: true)
                return .commit
            }
            self = attempt
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            summary.examined += 1
            hasChangedTheQueue = true
            try fail(due, .unrenderable, "the database refused it: \(error.message ?? "constraint")")
            // What recurs goes on all the same.
            if let trigger = catalog.triggers[due.triggerID], trigger.isInForce, trigger.specification.recurs,
                let subject = try FiringSubject(db, due, catalog: catalog),
                subject.isOver(for: trigger, period: due.period) == nil
            {
                try Planning.planNext(
                    db, subject.plan, due.owner, trigger, after: due.occurrence, context(due, backfill: .all))
            }
        }
    }

    /// - Parameter alone: what it makes is to be in the database when this returns; otherwise after `write`.
    mutating func fire(
        _ due: DueRow, _ decide: (DueFollowUp) throws -> FiringDecision, alone: Bool = false
    ) throws {
        summary.examined += 1
        hasChangedTheQueue = false
        isTogether = !alone && mayBeTogether(due)
        if !isTogether { try write() }
        guard let subject = try FiringSubject(db, due, catalog: catalog) else {
            return try end(due, .cancelled, due.subjectKind == .task ? .taskClosed : .statusLeft)
        }
        guard let trigger = catalog.triggers[due.triggerID], trigger.isInForce else {
            return try end(due, .cancelled, .triggerOff)
        }
        if let reason = subject.isOver(for: trigger, period: due.period) { return try end(due, .cancelled, reason) }
        // What a person wants fired goes by the rule of today.
        guard trigger.revision == due.triggerRevision || due.isPlannedByPerson else {
            return try replanStale(due, subject, trigger)
        }
        if isToBeHeld(due, trigger) { return try hold(due) }
        if try coalesce(due, subject, trigger) { return }
        try fire(due, subject, trigger, decide)
        if trigger.specification.recurs, try isOpen(due) {
            try Planning.planNext(
                db, subject.plan, due.owner, trigger, after: due.occurrence, context(due, backfill: .all))
        }
    }

    private mutating func fire(
        _ due: DueRow, _ subject: FiringSubject, _ trigger: Trigger,
        _ decide: (DueFollowUp) throws -> FiringDecision
    ) throws {
        if let expiresAt = due.expiresAt, expiresAt <= now { return try end(due, .skipped, .expired) }
        let rule = trigger.specification
        if FollowUpPlanner.isBasisPassed(rule.timing, overdueAt: subject.plan.due?.overdueAt, now: now) {
            return try end(due, .skipped, .basisPassed)
        }
        if let condition = rule.condition,
            try !StatusChangeCheck.holds(db, condition, customerID: due.customerID, catalog: catalog, now: now)
        {
            return try end(due, .suppressed, .conditionFalse)
        }
        let decision: FiringDecision
        do {
            decision = try decide(try followUp(due, subject, trigger))
        } catch let error as DatabaseError {
            throw error
        } catch {
            return try fail(due, .unrenderable, String(describing: error))
        }
        try make(due, subject, trigger, decision)
    }

    // MARK: What it makes

    private mutating func make(
        _ due: DueRow, _ subject: FiringSubject, _ trigger: Trigger, _ decision: FiringDecision
    ) throws {
        switch decision {
        case .withhold(let state, let reason): try end(due, state, reason)
        case .task(let draft, let autoCancel): try make(due, subject, draft, step: 0, autoCancel: autoCancel)
        case .call(let draft, let step): try make(due, subject, draft, step: step, autoCancel: true)
        case .messages(let drafts):
            if try isCapped(due, drafts) { return try end(due, .suppressed, .capped) }
            var first: Int64?
            for draft in drafts {
                let key = MessageKey(
                    origin: subject.origin, trigger: trigger.code, round: due.round, occurrence: due.occurrence)
                let message = NewMessage(
                    draft, key, customerID: due.customerID, followUpID: due.id, isLate: isLate(due),
                    expiresAt: due.expiresAt)
                if isTogether {
                    together.add(message, now: now)
                } else {
                    let id = try MessageRows.insert(db, message, now: now)
                    first = first ?? id
                }
            }
            summary.messages += drafts.count
            if !due.isConfirmed { summary.unconfirmed += 1 }
            try fired(due, messageID: first)
        case .move(let action): try move(due, action)
        }
    }

    private mutating func make(
        _ due: DueRow, _ subject: FiringSubject, _ draft: TaskDraft, step: Int, autoCancel: Bool
    ) throws {
        let owner = catalog.taskOwner(draft.assignees ?? .owner, owner: due.ownerID, watched: subject.task?.owner)
        let calendar = catalog.calendar(ofBranch: due.branchID)
        let task = NewTask(
            draft, customerID: due.customerID, customerNumber: due.customerNumber, followUpID: due.id, step: step,
            owner: owner, dueOn: draft.dueOn ?? calendar.zone.civilDate(at: now), autoCancel: autoCancel,
            isLate: isLate(due), by: Planning.planner)
        summary.tasks += 1
        // A notice names the task.
        if isTogether, owner.map({ TaskMaking.interested($0, by: task.by, catalog).isEmpty }) ?? true {
            together.add(task, now: now)
            return try fired(due)
        }
        let id = try TaskMaking.make(db, task, context(due, backfill: .all))
        hasChangedTheQueue = !catalog.taskTriggers.isEmpty
        try fired(due, taskID: id)
    }

    private mutating func move(_ due: DueRow, _ action: TriggerAction.MoveAction) throws {
        let moves = try Int.fetchOne(
            db.cachedStatement(
                sql: "SELECT count(*) FROM statusPeriod WHERE customerId = ? AND enteredBy = ? AND recordedAt > ?"),
            arguments: [due.customerID, Actor.automation.name, now.adding(milliseconds: -Self.day)])
        guard (moves ?? 0) < Self.mostMovesADay else {
            return try fail(
                due, .loopSuspected,
                "triggers have changed the status of customer \(due.customerNumber) \(Self.mostMovesADay) times in a day; look for triggers that move to and fro"
            )
        }
        let before = summary
        do {
            try db.inSavepoint {
                // Before the change, which cancels what is still planned.
                try fired(due)
                let customer = try Store.find(db, number: due.customerNumber, actor: .automation)
                _ = try store.changeStatus(
                    db, customer, StatusChange(status: action.status, reason: action.reason), by: .automation, now: now)
                return .commit
            }
            summary.moves += 1
            if !due.isConfirmed { summary.unconfirmed += 1 }
            hasChangedTheQueue = true
        } catch let error as StoreError {
            guard case .changeRejected(let reasons) = error.code else { throw error }
            summary = before
            try fail(due, .changeRefused, reasons.joined(separator: "; "))
        }
    }

    private func isCapped(_ due: DueRow, _ drafts: [MessageDraft]) throws -> Bool {
        guard let cap, drafts.contains(where: { $0.recipient == .customer }) else { return false }
        return try MessageRows.recent(db, customerID: due.customerID, cap, now: now) >= cap.messages
    }

    private func followUp(_ due: DueRow, _ subject: FiringSubject, _ trigger: Trigger) throws -> DueFollowUp {
        var facts = due.facts
        if catalog.rareTriggers.contains(trigger.id) {
            facts.rare = try CustomerFacts.rare(db, customerID: due.customerID)
        }
        var contact = due.contact
        var staff: [User] = []
        if case .message(let action) = trigger.specification.action {
            switch action.recipient {
            case .customer: contact.bounced = try BounceRows.bounced(db, contact.addresses)
            case .staff(let member):
                staff = catalog.users(member, owner: due.ownerID, watched: subject.task?.owner)
            }
        }
        return DueFollowUp(
            id: due.id, trigger: trigger, template: catalog.template(of: trigger),
            customerNumber: due.customerNumber,
            fields: facts.mergeFields(in: due.period, of: subject.task, catalog: catalog), contact: contact,
            staff: staff, fireAt: due.fireAt,
            calendar: catalog.calendar(ofBranch: due.branchID), now: now)
    }

    // MARK: What becomes of the row

    private func isLate(_ due: DueRow) -> Bool { now.milliseconds(since: due.fireAt) > Self.lateAfter }

    private mutating func fired(_ due: DueRow, taskID: Int64? = nil, messageID: Int64? = nil) throws {
        let isLate = isLate(due)
        if isLate { summary.late += 1 }
        together.add(followUp: due.id)
        if !isTogether { try write() }
        tell(due, .fired, .none, taskID: taskID, messageID: messageID, isLate: isLate)
    }

    /// Whether nothing that the row does reads or changes what other rows make, and nobody is told of it by its number.
    private func mayBeTogether(_ due: DueRow) -> Bool {
        guard due.subjectKind == .period, cap == nil, catalog.taskTriggers.isEmpty, summary.isTold,
            let trigger = catalog.triggers[due.triggerID], trigger.revision == due.triggerRevision,
            case let rule = trigger.specification, !rule.recurs, rule.condition == nil
        else { return false }
        if case .move = rule.action { return false }
        return true
    }

    /// Writes what has been kept to be written together; to be called before the transaction ends.
    mutating func write() throws { try together.write(db, now: now, lateAfter: Self.lateAfter) }

    mutating func end(_ due: DueRow, _ state: FollowUpState, _ reason: FollowUpReason) throws {
        try db.cachedStatement(sql: "UPDATE followUp SET state = ?, reason = ?, decidedAt = ? WHERE id = ?")
            .execute(arguments: [state, reason, now, due.id])
        summary.withheld += 1
        tell(due, state, reason)
    }

    private func isToBeHeld(_ due: DueRow, _ trigger: Trigger) -> Bool {
        guard let mostUnconfirmed, summary.unconfirmed >= mostUnconfirmed, !due.isConfirmed else { return false }
        if case .task = trigger.specification.action { return false }
        return true
    }

    private mutating func hold(_ due: DueRow) throws {
        try db.cachedStatement(sql: "UPDATE followUp SET state = 'held', reason = 'storm' WHERE id = ?")
            .execute(arguments: [due.id])
        summary.held += 1
    }

    private mutating func fail(_ due: DueRow, _ reason: FollowUpReason, _ error: String) throws {
        try db.execute(
            sql: "UPDATE followUp SET state = 'failed', reason = ?, error = ?, decidedAt = ? WHERE id = ?",
            arguments: [reason, String(error.prefix(500)), now, due.id])
        summary.failed += 1
        tell(due, .failed, reason)
    }

    private mutating func tell(
        _ due: DueRow, _ state: FollowUpState, _ reason: FollowUpReason, taskID: Int64? = nil, messageID: Int64? = nil,
        isLate: Bool = false
    ) {
        guard !summary.isTold else { return }
        summary.tell(
            FollowUpDecision(
                followUpID: due.id, customerNumber: due.customerNumber,
                trigger: catalog.triggers[due.triggerID]?.code ?? "", fireAt: due.fireAt, state: state, reason: reason,
                taskID: taskID, messageID: messageID, isLate: isLate))
    }
}
