import Domain
import GRDB

/// A status change held against every rule there is for it (DESIGN 2.2), all objections at once; changes nothing.
struct StatusChangeCheck {
    let source: Status
    let target: Status
    let reason: StatusReason?
    let enteredAt: Timestamp
    /// The actor may not set the target status.
    let isDenied: Bool
    /// Empty: the change may be made.
    let objections: [String]
    /// What the target recommends and the change lacks.
    let recommended: [String]

    /// - Throws: `StoreError` `statusNotFound`.
    init(
        _ db: Database, _ customer: Store.FoundCustomer, _ change: StatusChange, catalog: Catalog, actor: Actor,
        now: Timestamp
    ) throws {
        source = try catalog.status(id: customer.period.statusID)
        target = try catalog.status(code: change.status)
        isDenied = !actor.visibility.maySet(target.id)
        let calendar = catalog.calendar(ofBranch: customer.branchID)
        var objections = Self.objectionsToTransition(from: source, to: target, change, actor: actor)
        if let rule = target.specification.entryRule,
            try !Self.holds(db, rule, customerID: customer.id, catalog: catalog, now: now)
        {
            objections.append("the entry rule of status \(target.code) does not hold: \(rule)")
        }
        do {
            reason = try Self.reason(change, of: target, catalog)
            if reason == nil, target.specification.isReasonRequired {
                objections.append(Self.needsReason(target))
            }
        } catch let error as StoreError {
            reason = nil
            objections.append(error.objection)
        }
        if (try? Store.requireDueDate(change.dueOn)) == nil {
            objections.append("the due date is not in the years 1900 to 9998")
        }
        do {
            enteredAt = try Self.instant(change, customer, calendar: calendar, now: now)
        } catch let error as StoreError {
            enteredAt = now
            objections.append(error.objection)
        }
        objections += Self.objectionsToWork(change, target: target, catalog: catalog)
        self.objections = objections
        recommended = [
            (target.specification.messageOnEntry == .recommended && change.message == nil) ? "message" : nil,
            (target.specification.taskOnEntry == .recommended && change.task == nil) ? "task" : nil,
        ].compactMap { $0 }
    }

    static func needsReason(_ status: Status) -> String {
        let known = status.reasons.filter { !$0.isRetired }.map(\.code)
        return known.isEmpty
            ? "status \(status.code) needs a reason and has none; add one with `followupctl reason add`"
            : "status \(status.code) needs a reason: \(known.joined(separator: ", "))"
    }

    private static func reason(_ change: StatusChange, of target: Status, _ catalog: Catalog) throws -> StatusReason? {
        guard let handle = change.reason, !handle.isEmpty else { return nil }
        return try catalog.reason(named: handle, of: target)
    }

    private static func objectionsToTransition(
        from source: Status, to target: Status, _ change: StatusChange, actor: Actor
    ) -> [String] {
        var objections: [String] = []
        if target.isRetired { objections.append("status \(target.code) is retired") }
        if !actor.visibility.maySet(target.id) { objections.append("you may not set status \(target.code)") }
        if source.id == target.id {
            if !change.restart {
                objections.append(
                    "the customer is in status \(target.code) already; ask for a restart to begin the stay anew")
            }
        } else if !source.specification.successors.isEmpty, !source.specification.successors.contains(target.code) {
            let allowed = source.specification.successors.sorted().joined(separator: ", ")
            objections.append("from status \(source.code) only \(allowed) may follow")
        }
        if let objection = FieldRule.body.objection(to: change.note) { objections.append("the note \(objection)") }
        return objections
    }

    private static func objectionsToWork(_ change: StatusChange, target: Status, catalog: Catalog) -> [String] {
        var objections: [String] = []
        if target.specification.messageOnEntry == .required, change.message == nil {
            objections.append("status \(target.code) needs a message to the customer with the change")
        }
        guard let task = change.task else {
            if target.specification.taskOnEntry == .required {
                objections.append("status \(target.code) needs a task with the change")
            }
            return objections
        }
        objections += task.objections().map { "the task's \($0)" }
        if let rule = task.assignees, rule != .owner, catalog.taskOwner(rule, owner: nil) == nil {
            objections.append("there is nobody active among \(rule) to assign the task to")
        }
        return objections
    }

    private static func instant(
        _ change: StatusChange, _ customer: Store.FoundCustomer, calendar: BusinessCalendar, now: Timestamp
    ) throws -> Timestamp {
        let entered = customer.period.enteredAt
        // The clock may have been set back since the customer entered; history stays ordered all the same.
        guard let entry = change.entered else { return max(now, entered) }
        let instant = try Store.instant(of: entry, calendar: calendar, now: max(now, entered))
        // The day of entering means after it.
        if case .on(let date) = entry, date == calendar.zone.civilDate(at: entered) { return max(instant, entered) }
        guard instant >= entered else {
            throw StoreError.invalid(
                "on", "lies before the customer entered its present status, on \(calendar.zone.civilDate(at: entered))")
        }
        return instant
    }

    /// Whether an expression is true of a customer now. A rule sees everything, whoever asks.
    static func holds(
        _ db: Database, _ expression: SearchExpression, customerID: Int64, catalog: Catalog, now: Timestamp
    ) throws -> Bool {
        let compiler = SearchCompiler(catalog: catalog, actor: .automation, now: now)
        let query: SQL = """
            SELECT 1 FROM customer c JOIN statusPeriod p ON p.customerId = c.id AND p.leftAt IS NULL
            WHERE c.id = \(customerID) AND \(try compiler.condition(expression))
            """
        let (sql, arguments) = try query.build(db)
        return try Int.fetchOne(db, sql: sql, arguments: arguments) != nil
    }
}

extension StoreError {
    /// The message as a part of a longer one.
    var objection: String {
        var text = message
        if text.hasSuffix(".") { text.removeLast() }
        return text.prefix(1).lowercased() + text.dropFirst()
    }
}

extension TaskDraft {
    /// Every field that breaks its rule, as "FIELD what is wrong".
    func objections() -> [String] {
        var found: [String] = []
        if subject.allSatisfy(\.isWhitespace) { found.append("subject is empty") }
        if let objection = FieldRule.shortText.objection(to: subject) { found.append("subject \(objection)") }
        if let objection = FieldRule.body.objection(to: text) { found.append("text \(objection)") }
        if !(1...10).contains(priority) { found.append("priority is not from 1 to 10") }
        return found
    }
}
