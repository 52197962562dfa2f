import Domain
import GRDB

/// Makes the rules as a document says, inside a transaction, and orders what follows from that for the customers already there.
struct WorkflowWriter {
    private let db: Database
    private let zones: ZoneSource
    private let backfill: Backfill
    private let now: Timestamp

    init(_ db: Database, zones: @escaping ZoneSource, backfill: Backfill, now: Timestamp) {
        self.db = db
        self.zones = zones
        self.backfill = backfill
        self.now = now
    }

    /// - Returns: what was changed; empty where the rules were so already.
    /// - Throws: `StoreError` for the first part that is refused.
    func apply(_ workflow: Workflow) throws -> [WorkflowChange] {
        let before = try Catalog(db, zones: zones)
        try Self.requireOneInitial(workflow)
        try Self.requireOneGroup(workflow)
        let current = try WorkflowReader.read(db, zones: zones)
        let workflow = workflow.namingByCode(besides: current)
        let changes = try WorkflowChange.changes(from: current, to: workflow)
        let touched = Dictionary(grouping: changes, by: \.kind).mapValues { Set($0.map(\.code)) }
        for calendar in workflow.calendars ?? [] where touched[.calendar]?.contains(calendar.code) == true {
            try Store.saveCalendar(db, calendar, zones: zones)
        }
        for branch in try inOrder(workflow.branches ?? []) where touched[.branch]?.contains(branch.code) == true {
            try GroupRows.save(db, branch)
        }
        for template in workflow.templates ?? [] where touched[.template]?.contains(template.template.code) == true {
            try save(template)
        }
        for team in workflow.teams ?? [] where touched[.team]?.contains(team.code) == true {
            try GroupRows.save(db, team)
        }
        try saveStatuses(workflow.statuses ?? [], touched)
        try saveTriggers(workflow, changes.filter { $0.kind == .trigger })
        if workflow.statuses != nil { try settleStatuses(workflow.statuses ?? []) }
        for group in workflow.groups ?? [] where touched[.group]?.contains(group.code) == true {
            try GroupRows.save(db, group)
        }
        for change in changes.reversed() where change.action == .removed { try remove(change) }
        let after = try Catalog(db, zones: zones)
        try EntryRules.settle(db, zones: zones, now: now)
        let calendars = changes.filter { $0.kind == .calendar && $0.action == .changed }
        if calendars.contains(where: { !Set($0.after.keys).union($0.before.keys).subtracting(["name"]).isEmpty }) {
            try Store.orderRecountOfAll(db, now: now)
        } else {
            try Store.orderRecount(db, where: before, differsFrom: after, now: now)
        }
        return changes
    }

    private static func requireOneInitial(_ workflow: Workflow) throws {
        guard let statuses = workflow.statuses, !statuses.isEmpty else { return }
        let initial = statuses.filter(\.status.isInitial).map(\.status.code)
        guard initial.count != 1 else { return }
        throw StoreError.invalid(
            "statuses",
            initial.isEmpty
                ? "names none that is initial, where new customers start"
                : "names several that are initial: \(initial.joined(separator: ", "))")
    }

    private static func requireOneGroup(_ workflow: Workflow) throws {
        var seen: Set<String> = []
        for member in (workflow.groups ?? []).flatMap({ Set($0.members) }) where !seen.insert(member).inserted {
            throw StoreError.invalid("groups", "has the user \(member) in two of them; a user is in one")
        }
    }

    /// Parents before the branches below them.
    private func inOrder(_ branches: [BranchSpecification]) throws -> [BranchSpecification] {
        var rest = branches
        var ordered: [BranchSpecification] = []
        while !rest.isEmpty {
            let waiting = Set(rest.map(\.code))
            let ready = rest.filter { branch in branch.parent.map { !waiting.contains($0) } ?? true }
            guard !ready.isEmpty else {
                throw StoreError.invalid(
                    "branches", "has branches that lie below each other: \(waiting.sorted().joined(separator: ", "))")
            }
            ordered += ready
            rest.removeAll { branch in ready.contains(branch) }
        }
        return ordered
    }

    private func save(_ entry: WorkflowTemplate) throws {
        if try Store.id(db, "SELECT id FROM template WHERE code = ?", entry.template.code) != nil {
            try TemplateRows.update(db, entry.template)
        } else {
            try TemplateRows.insert(db, entry.template)
        }
        try db.execute(
            sql: "UPDATE template SET isRetired = ? WHERE code = ?", arguments: [entry.isRetired, entry.template.code])
    }

    // MARK: Statuses

    private func saveStatuses(_ entries: [WorkflowStatus], _ touched: [AuditKind: Set<String>]) throws {
        // The initial status of a document takes the place of the one before; names may be exchanged among statuses.
        let isInitialNamed = entries.contains { $0.status.isInitial }
        for entry in entries where touched[.status]?.contains(entry.status.code) == true {
            guard let id = try statusID(entry.status.code) else { continue }
            try db.execute(
                sql: "UPDATE status SET name = code || '~' || id, isRetired = 0 WHERE id = ?", arguments: [id])
            if isInitialNamed { try db.execute(sql: "UPDATE status SET isInitial = 0") }
        }
        if isInitialNamed, touched[.status] != nil { try db.execute(sql: "UPDATE status SET isInitial = 0") }
        for entry in entries
        where touched[.status]?.contains(entry.status.code) == true || isInitialNamed && entry.status.isInitial {
            if let id = try statusID(entry.status.code) {
                try StatusRows.update(db, id: id, entry.status)
            } else {
                _ = try StatusRows.insert(db, entry.status)
            }
        }
        for entry in entries {
            guard let id = try statusID(entry.status.code) else { continue }
            try saveReasons(entry, statusID: id)
        }
    }

    private func saveReasons(_ entry: WorkflowStatus, statusID: Int64) throws {
        for (index, reason) in entry.reasons.enumerated() {
            let known = try Int64.fetchOne(
                db, sql: "SELECT id FROM statusReason WHERE statusId = ? AND code = ?",
                arguments: [statusID, reason.reason.code])
            if known == nil { try ReasonRows.insert(db, reason.reason, statusID: statusID) }
            try Store.validate(("name", reason.reason.name, .name))
            try db.execute(
                sql: "UPDATE statusReason SET name = ?, position = ?, isRetired = ? WHERE statusId = ? AND code = ?",
                arguments: [reason.reason.name, index + 1, reason.isRetired, statusID, reason.reason.code])
        }
    }

    /// What needs all statuses and triggers to be there: order, successors, retirement.
    private func settleStatuses(_ entries: [WorkflowStatus]) throws {
        var order: [Int64] = []
        for entry in entries {
            guard let id = try statusID(entry.status.code) else { continue }
            order.append(id)
            try StatusRows.setSuccessors(db, id: id, entry.status.successors)
            if entry.isRetired, entry.status.isInitial {
                throw StoreError.invalid("status \(entry.status.code)", "is both initial and retired")
            }
            try db.execute(sql: "UPDATE status SET isRetired = ? WHERE id = ?", arguments: [entry.isRetired, id])
            if !entry.isRetired {
                try db.execute(sql: "DELETE FROM statusReplacement WHERE statusId = ?", arguments: [id])
            }
        }
        let others = try Int64.fetchAll(db, sql: "SELECT id FROM status WHERE isDeleted = 0 ORDER BY position, id")
        try StatusRows.setOrder(db, order + others.filter { !order.contains($0) })
    }

    private func statusID(_ code: String) throws -> Int64? {
        try Store.id(db, "SELECT id FROM status WHERE code = ? AND isDeleted = 0", code)
    }

    // MARK: Triggers

    private func saveTriggers(_ workflow: Workflow, _ changes: [WorkflowChange]) throws {
        let byCode = Dictionary(changes.map { ($0.code, $0) }) { first, _ in first }
        for entry in workflow.statuses ?? [] {
            guard let statusID = try statusID(entry.status.code) else { continue }
            try save(entry.triggers, statusID: statusID, byCode)
        }
        try save(workflow.taskTriggers ?? [], statusID: nil, byCode)
    }

    private func save(_ triggers: [WorkflowTrigger], statusID: Int64?, _ changes: [String: WorkflowChange]) throws {
        for (index, trigger) in triggers.enumerated() {
            guard let change = changes[trigger.trigger.code] else { continue }
            // Another name or place is no other rule: nothing is planned anew for it.
            let isRule = !Set(change.before.keys).union(change.after.keys).subtracting(["name", "position"]).isEmpty
            try save(trigger, statusID: statusID, position: index + 1, isRule: isRule)
        }
    }

    private func save(_ entry: WorkflowTrigger, statusID: Int64?, position: Int, isRule: Bool) throws {
        let code = entry.trigger.code
        let known = try Row.fetchOne(db, sql: "SELECT id, statusId FROM \"trigger\" WHERE code = ?", arguments: [code])
        if let known, known["statusId"] as Int64? != statusID {
            throw StoreError.invalid(
                "trigger \(code)", "belongs to another status, whose ledger names it; give it another code")
        }
        if let known, !isRule {
            try Store.validate(("name", entry.trigger.name, .name))
            return try db.execute(
                sql: "UPDATE \"trigger\" SET name = ?, position = ? WHERE id = ?",
                arguments: [entry.trigger.name, position, known["id"] as Int64])
        }
        let id: Int64
        if let known {
            id = known["id"]
        } else {
            id = try TriggerRows.insert(db, entry.trigger, statusID: statusID)
        }
        try TriggerRows.update(
            db, id: id, entry.trigger, position: position, isEnabled: entry.isEnabled, isRetired: entry.isRetired)
        try Store.orderReplan(db, triggerID: id, statusID: statusID, backfill: backfill, now: now)
    }

    // MARK: What is gone

    /// What records used is retired, the rest is deleted.
    private func remove(_ change: WorkflowChange) throws {
        switch change.kind {
        case .calendar:
            let id = try Store.id(db, "SELECT id FROM calendar WHERE code = ?", change.code)
            if try Int.fetchOne(db, sql: "SELECT 1 FROM branch WHERE calendarId = ?", arguments: [id]) != nil {
                throw StoreError.invalid(
                    "calendar \(change.code)", "is that of a branch; give the branch another first")
            }
            try db.execute(sql: "UPDATE calendar SET isRetired = 1 WHERE id = ?", arguments: [id])
        case .branch: try Store.removeBranch(db, code: change.code)
        case .template:
            try db.execute(sql: "UPDATE template SET isRetired = 1 WHERE code = ?", arguments: [change.code])
        case .status: try removeStatus(change.code)
        case .reason: try removeReason(change.code)
        case .trigger:
            let row = try Row.fetchOne(
                db, sql: "SELECT id, statusId FROM \"trigger\" WHERE code = ?", arguments: [change.code])
            guard let row else { return }
            try db.execute(
                sql: "UPDATE \"trigger\" SET isRetired = 1, revision = revision + 1 WHERE id = ?",
                arguments: [row["id"] as Int64])
            try Store.orderReplan(db, triggerID: row["id"], statusID: row["statusId"], backfill: backfill, now: now)
        case .team: try db.execute(sql: "DELETE FROM team WHERE code = ?", arguments: [change.code])
        case .group: try db.execute(sql: "DELETE FROM securityGroup WHERE code = ?", arguments: [change.code])
        default: break
        }
    }

    private func removeStatus(_ code: String) throws {
        guard let id = try statusID(code) else { return }
        let isInitial = try Bool.fetchOne(db, sql: "SELECT isInitial FROM status WHERE id = ?", arguments: [id])
        if isInitial == true {
            throw StoreError.invalid(
                "status \(code)", "is where new customers start, and the document names no other such status")
        }
        try db.execute(sql: "UPDATE status SET isRetired = 1 WHERE id = ?", arguments: [id])
    }

    private func removeReason(_ path: String) throws {
        let parts = path.split(separator: "/").map(String.init)
        guard parts.count == 2, let statusID = try statusID(parts[0]) else { return }
        try db.execute(
            sql: "UPDATE statusReason SET isRetired = 1 WHERE statusId = ? AND code = ?",
            arguments: [statusID, parts[1]])
    }
}
