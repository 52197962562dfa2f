import Domain
import GRDB

extension Store {
    /// Adds a trigger behind the others of its status, and orders that the customers already in the status be planned for it.
    /// - Parameter backfill: what to do for them where the instant is past; customers who enter later are always planned in full.
    public func addTrigger(
        _ specification: TriggerSpecification, status code: String, backfill: Backfill, by actor: Actor, now: Timestamp
    ) async throws {
        try await writeCatalog { [zones] db in
            let catalog = try Catalog(db, zones: zones)
            let status = try catalog.status(code: code)
            let id = try Self.insertTrigger(db, specification, statusID: status.id)
            try Self.orderReplan(db, triggerID: id, statusID: status.id, backfill: backfill, now: now)
            try AuditRows.write(
                db, actor, "add", .trigger, specification.code,
                after: TriggerTexts.of(specification, status: status.code), now: now)
        }
    }

    /// Puts a trigger in or out of force: a new revision, for which the customers in its status are planned anew.
    public func setTrigger(code: String, enabled: Bool, by actor: Actor, now: Timestamp) async throws {
        try await writeCatalog { [zones] db in
            let trigger = try Catalog(db, zones: zones).trigger(code: code)
            guard trigger.isEnabled != enabled else { return }
            try db.execute(
                sql: "UPDATE \"trigger\" SET isEnabled = ?, revision = revision + 1 WHERE id = ?",
                arguments: [enabled, trigger.id])
            try Self.orderReplan(db, triggerID: trigger.id, statusID: trigger.statusID, backfill: .future, now: now)
            try AuditRows.write(
                db, actor, enabled ? "enable" : "disable", .trigger, code, before: ["enabled": String(!enabled)],
                after: ["enabled": String(enabled)], now: now)
        }
    }

    /// All triggers, by status and position.
    public func triggers() async throws -> [(trigger: Trigger, status: Status)] {
        let catalog = try await catalog()
        return catalog.triggers.values.compactMap { trigger in catalog.statuses[trigger.statusID].map { (trigger, $0) }
        }
        .sorted {
            ($0.status.position, $0.trigger.position, $0.trigger.id)
                < ($1.status.position, $1.trigger.position, $1.trigger.id)
        }
    }

    @discardableResult
    static func insertTrigger(
        _ db: Database, _ trigger: TriggerSpecification, statusID: Int64
    ) throws -> Int64 {
        try validate(("code", trigger.code, .code), ("name", trigger.name, .name))
        guard try id(db, "SELECT id FROM \"trigger\" WHERE code = ?", trigger.code) == nil else {
            throw StoreError.codeTaken("trigger", trigger.code)
        }
        let (task, email) = try actions(of: trigger)
        try db.execute(
            sql: """
                INSERT INTO "trigger" (code, statusId, name, position, revision, isEnabled, isRetired, timing, skipAfter, action,
                    taskSubject, taskText, priority, autoCancel, templateId, recipient, keepWhenLeft)
                VALUES (?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM "trigger" WHERE statusId = ?), 1, 1, 0, ?, ?, ?,
                    ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                trigger.code, statusID, trigger.name, statusID, trigger.timing, trigger.skipAfter,
                task == nil ? "email" : "task", task?.subject, task?.text, task?.priority, task?.autoCancel,
                try email.map { try templateID(db, code: $0.template) }, email?.recipient, email?.keepWhenLeft,
            ])
        return db.lastInsertedRowID
    }

    private static func actions(
        of trigger: TriggerSpecification
    ) throws -> (task: TriggerAction.TaskAction?, email: TriggerAction.EmailAction?) {
        switch trigger.action {
        case .task(let action):
            try validate(("task", action.subject, .shortText), ("description", action.text, .body))
            guard (1...10).contains(action.priority) else {
                throw StoreError.invalid("priority", "is not from 1 to 10")
            }
            return (action, nil)
        case .email(let action): return (nil, action)
        }
    }

    /// Changes a trigger to what the workflow says: a new revision, for which the customers in its status are planned anew.
    static func updateTrigger(
        _ db: Database, id: Int64, _ trigger: TriggerSpecification, position: Int, isEnabled: Bool, isRetired: Bool
    ) throws {
        try validate(("name", trigger.name, .name))
        let (task, email) = try actions(of: trigger)
        try db.execute(
            sql: """
                UPDATE "trigger" SET name = ?, position = ?, revision = revision + 1, isEnabled = ?, isRetired = ?, timing = ?,
                    skipAfter = ?, action = ?, taskSubject = ?, taskText = ?, priority = ?, autoCancel = ?, templateId = ?,
                    recipient = ?, keepWhenLeft = ?
                WHERE id = ?
                """,
            arguments: [
                trigger.name, position, isEnabled, isRetired, trigger.timing, trigger.skipAfter,
                task == nil ? "email" : "task",
                task?.subject, task?.text, task?.priority, task?.autoCancel,
                try email.map { try templateID(db, code: $0.template) }, email?.recipient, email?.keepWhenLeft, id,
            ])
    }

    private static func templateID(_ db: Database, code: String) throws -> Int64 {
        guard let id = try id(db, "SELECT id FROM template WHERE code = ?", code) else {
            throw StoreError.templateNotFound(code)
        }
        return id
    }
}

/// A trigger as texts, for the audit trail and the plan of a workflow.
enum TriggerTexts {
    static func of(_ trigger: TriggerSpecification, status: String) -> [String: String] {
        var texts = [
            "status": status, "name": trigger.name, "when": trigger.timing.description,
            "skipAfter": trigger.skipAfter?.description ?? "",
        ]
        switch trigger.action {
        case .task(let task):
            texts.merge([
                "task": task.subject, "description": task.text, "priority": String(task.priority),
                "autoCancel": String(task.autoCancel),
            ]) { $1 }
        case .email(let email):
            texts.merge([
                "email": email.template, "recipient": email.recipient.rawValue,
                "keepWhenLeft": String(email.keepWhenLeft),
            ]) { $1 }
        }
        return texts
    }
}
