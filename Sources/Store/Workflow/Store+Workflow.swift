import Domain
import GRDB

extension Store {
    /// The rules in force, whole.
    public func workflow() async throws -> Workflow {
        try await read { [zones] db in try WorkflowReader.read(db, zones: zones) }
    }

    /// What applying a workflow would change, and whom it would touch. Changes nothing.
    /// - Returns: also the revision of the rules, which `applyWorkflow` can be held to.
    public func planWorkflow(
        _ workflow: Workflow, backfill: Backfill, now: Timestamp
    ) async throws -> (changes: [WorkflowChange], revision: Int64) {
        // What is wrong with the document shows in applying it; all of it is taken back, and only the rules are written meanwhile.
        let (changes, revision) = try await write { [self] db in
            var changes: [WorkflowChange] = []
            let revision = try Self.revision(db)
            try db.inSavepoint {
                forgetCatalog()
                changes = try WorkflowWriter(db, zones: zones, backfill: backfill, now: now).apply(workflow)
                return .rollback
            }
            forgetCatalog()
            return (changes, revision)
        }
        var counted: [WorkflowChange] = []
        for change in changes { counted.append(try await count(change, of: workflow, backfill: backfill, now: now)) }
        return (counted, revision)
    }

    /// Makes the rules as the document says, section by section, in one transaction: everything, or nothing where any part is refused.
    /// Customers already there are planned anew by durable orders.
    /// - Parameter revision: refuse if the rules have changed since.
    public func applyWorkflow(
        _ workflow: Workflow, revision: Int64? = nil, backfill: Backfill = .future, by actor: Actor, now: Timestamp
    ) async throws -> [WorkflowChange] {
        try await writeCatalog { [zones] db in
            if let revision, try Self.revision(db) != revision {
                throw StoreError(
                    .workflowChanged, "The rules were changed meanwhile; look at the plan again and repeat the change.")
            }
            let changes = try WorkflowWriter(db, zones: zones, backfill: backfill, now: now).apply(workflow)
            for change in changes {
                try AuditRows.write(
                    db, actor, "workflow-\(change.action.rawValue)", change.kind, change.code, before: change.before,
                    after: change.after, now: now)
            }
            return changes
        }
    }

    /// Grows with every change of the rules.
    private static func revision(_ db: Database) throws -> Int64 {
        try Int64.fetchOne(
            db,
            sql: """
                SELECT coalesce(max(id), 0) FROM audit
                WHERE kind IN ('status', 'reason', 'trigger', 'template', 'calendar', 'branch', 'team', 'group', 'user')
                """) ?? 0
    }

    // MARK: Whom a change touches

    private func count(
        _ change: WorkflowChange, of workflow: Workflow, backfill: Backfill, now: Timestamp
    ) async throws -> WorkflowChange {
        var change = change
        switch change.kind {
        case .status: change.customers = try await customers(inStatus: change.code)
        case .reason:
            let status = change.code.split(separator: "/").first.map(String.init) ?? ""
            change.customers = try await customers(inStatus: status)
        case .calendar, .branch: change.customers = try await customers(datedBy: change)
        case .trigger:
            let status = change.after["status"] ?? change.before["status"] ?? workflow.status(ofTrigger: change.code)
            change.customers = try await customers(inStatus: status ?? "")
            change.cancelled = try await plannedFollowUps(ofTrigger: change.code)
            // A status that the document adds has nobody in it yet.
            let isKnown = try await catalog().statusIDs[status ?? ""] != nil || status?.isEmpty ?? true
            if change.action != .removed, isKnown, let entry = workflow.trigger(change.code), entry.isEnabled,
                !entry.isRetired
            {
                let preview = try await previewTrigger(
                    entry.trigger, status: status.flatMap { $0.isEmpty ? nil : $0 }, backfill: backfill, now: now)
                change.planned = preview.firesNow + preview.firesLater
            }
        default: break
        }
        return change
    }

    private func customers(inStatus code: String) async throws -> Int {
        try await read { db in
            try Int.fetchOne(
                db,
                sql: """
                    SELECT count(*) FROM statusPeriod p JOIN status s ON s.id = p.statusId
                    WHERE p.leftAt IS NULL AND s.code = ? AND s.isDeleted = 0
                    """, arguments: [code]) ?? 0
        }
    }

    private func customers(datedBy change: WorkflowChange) async throws -> Int {
        try await read { [self] db in
            let catalog = try catalogForReading(db)
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT c.branchId, count(*) AS n FROM customer c JOIN statusPeriod p ON p.customerId = c.id AND p.leftAt IS NULL
                    GROUP BY c.branchId
                    """)
            let branch =
                change.kind == .branch ? catalog.branchIDs[change.code].map(catalog.branches(within:)) ?? [] : []
            return rows.reduce(0) { sum, row in
                let id: Int64? = row["branchId"]
                let isTouched =
                    change.kind == .calendar
                    ? catalog.calendar(ofBranch: id).code == change.code : id.map(branch.contains) ?? false
                return sum + (isTouched ? row["n"] : 0)
            }
        }
    }

    private func plannedFollowUps(ofTrigger code: String) async throws -> Int {
        try await read { db in
            try Int.fetchOne(
                db,
                sql: """
                    SELECT count(*) FROM followUp f JOIN "trigger" t ON t.id = f.triggerId WHERE f.state = 'planned' AND t.code = ?
                    """, arguments: [code]) ?? 0
        }
    }
}

extension Workflow {
    fileprivate func trigger(_ code: String) -> WorkflowTrigger? {
        ((statuses?.flatMap(\.triggers) ?? []) + (taskTriggers ?? [])).first { $0.trigger.code == code }
    }

    fileprivate func status(ofTrigger code: String) -> String? {
        statuses?.first { $0.triggers.contains { $0.trigger.code == code } }?.status.code
    }
}
