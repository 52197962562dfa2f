import Domain
import GRDB

extension Store {
    /// Adds a trigger behind the others of its status, or of tasks, and orders that what is there already be planned for it.
    /// - Parameters:
    ///   - code: of the status; nil for a rule of tasks.
    ///   - backfill: what to do for those where the instant is past; customers who enter later are always planned in full.
    public func addTrigger(
        _ specification: TriggerSpecification, status code: String?, backfill: Backfill, by actor: Actor, now: Timestamp
    ) async throws {
        try await writeCatalog { [zones] db in
            let status = try code.map { try Catalog(db, zones: zones).status(code: $0) }
            let id = try TriggerRows.insert(db, specification, statusID: status?.id)
            try EntryRules.settle(db, zones: zones, now: now)
            try Self.orderReplan(db, triggerID: id, statusID: status?.id, backfill: backfill, now: now)
            try AuditRows.write(
                db, actor, "add", .trigger, specification.code,
                after: TriggerTexts.of(specification, status: status?.code), now: now)
        }
    }

    /// Changes what a trigger says: a new revision, for which what is there already is planned anew.
    /// - Parameter change: makes the new specification of the present one.
    public func updateTrigger(
        code: String, backfill: Backfill, by actor: Actor, now: Timestamp,
        _ change: @escaping @Sendable (TriggerSpecification) throws -> TriggerSpecification
    ) async throws {
        try await writeCatalog { [zones] db in
            let catalog = try Catalog(db, zones: zones)
            let trigger = try catalog.trigger(code: code)
            let new = try change(trigger.specification)
            guard new != trigger.specification else { return }
            guard !trigger.isRetired else {
                throw StoreError.invalid("trigger \(code)", "is retired; add another in its place")
            }
            try TriggerRows.update(
                db, id: trigger.id, new, position: trigger.position, isEnabled: trigger.isEnabled, isRetired: false)
            try EntryRules.settle(db, zones: zones, now: now)
            try Self.orderReplan(db, triggerID: trigger.id, statusID: trigger.statusID, backfill: backfill, now: now)
            let status = trigger.statusID.flatMap { catalog.statuses[$0]?.code }
            try AuditRows.write(
                db, actor, "edit", .trigger, code, before: TriggerTexts.of(trigger.specification, status: status),
                after: TriggerTexts.of(new, status: status), now: now)
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

    /// Takes a trigger out of use for good; it stays as a row, since the ledger names it.
    public func retireTrigger(code: String, by actor: Actor, now: Timestamp) async throws {
        try await writeCatalog { [zones] db in
            let trigger = try Catalog(db, zones: zones).trigger(code: code)
            guard !trigger.isRetired else { return }
            try db.execute(
                sql: "UPDATE \"trigger\" SET isRetired = 1, revision = revision + 1 WHERE id = ?",
                arguments: [trigger.id])
            try Self.orderReplan(db, triggerID: trigger.id, statusID: trigger.statusID, backfill: .future, now: now)
            try AuditRows.write(
                db, actor, "retire", .trigger, code, before: ["retired": "false"], after: ["retired": "true"], now: now)
        }
    }

    /// All triggers, by status and position; those of tasks come last.
    public func triggers() async throws -> [(trigger: Trigger, status: Status?)] {
        let catalog = try await catalog()
        return catalog.triggers.values.map { trigger in (trigger, trigger.statusID.flatMap { catalog.statuses[$0] }) }
            .sorted {
                ($0.status?.position ?? .max, $0.trigger.position, $0.trigger.id)
                    < ($1.status?.position ?? .max, $1.trigger.position, $1.trigger.id)
            }
    }
}

/// A trigger as texts, for the audit trail and the plan of a workflow.
enum TriggerTexts {
    static func of(_ trigger: TriggerSpecification, status: String?) -> [String: String] {
        let form = trigger.form.values.map { ($0.key.rawValue, $0.value) }
        return Dictionary(uniqueKeysWithValues: form).merging(["status": status ?? "", "name": trigger.name]) { $1 }
    }
}
