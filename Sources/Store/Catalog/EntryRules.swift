import Domain
import GRDB

/// Keeps entry rules and the conditions of triggers askable: they name other records by code, so that renaming one changes no rule, and what a rule names cannot go.
enum EntryRules {
    /// To be called at the end of every transaction that changes statuses, reasons or branches.
    /// - Throws: `StoreError` naming the status whose rule speaks of something that there is not.
    static func settle(_ db: Database, zones: @escaping ZoneSource, now: Timestamp) throws {
        let catalog = try Catalog(db, zones: zones)
        let compiler = SearchCompiler(catalog: catalog, actor: .automation, now: now)
        for status in catalog.orderedStatuses {
            guard let rule = status.specification.entryRule else { continue }
            do {
                _ = try compiler.condition(rule)
            } catch let error as StoreError {
                throw StoreError.invalid(
                    "the entry rule of status \(status.code)", "could not be asked any more: \(error.objection)")
            }
            let coded = rule.naming { field, handle in catalog.code(of: handle, in: field) }
            if coded != rule {
                try db.execute(
                    sql: "UPDATE status SET entryRule = ? WHERE id = ?", arguments: [coded.description, status.id])
            }
        }
        for trigger in catalog.triggers.values where !trigger.isRetired {
            try settle(db, trigger, catalog: catalog, compiler)
        }
    }

    private static func settle(
        _ db: Database, _ trigger: Trigger, catalog: Catalog, _ compiler: SearchCompiler
    ) throws {
        if case .move(let action) = trigger.specification.action {
            do {
                _ = try catalog.status(code: action.status)
            } catch let error as StoreError {
                throw StoreError.invalid(
                    "trigger \(trigger.code)", "would move to what is not there: \(error.objection)")
            }
        }
        guard let condition = trigger.specification.condition else { return }
        do {
            _ = try compiler.condition(condition)
        } catch let error as StoreError {
            throw StoreError.invalid(
                "the condition of trigger \(trigger.code)", "could not be asked any more: \(error.objection)")
        }
        let coded = condition.naming { field, handle in catalog.code(of: handle, in: field) }
        guard coded != condition else { return }
        var form = trigger.specification.form
        form[.condition] = coded.description
        try db.execute(sql: "UPDATE \"trigger\" SET form = ? WHERE id = ?", arguments: [form, trigger.id])
    }
}

extension Catalog {
    /// The code that a rule's handle stands for; the handle itself where it is one already, or names nothing.
    fileprivate func code(of handle: String, in field: SearchField) -> String {
        switch field {
        case .status: status(named: handle)?.code ?? handle
        case .branch:
            branchIDs[handle] != nil
                ? handle
                : branchNames.filter { $0.value.lowercased() == handle.lowercased() }.keys.min()
                    .flatMap { id in branchIDs.first { $0.value == id }?.key } ?? handle
        case .reason:
            statuses.values.flatMap(\.reasons).contains { $0.code == handle }
                ? handle
                : statuses.values.flatMap(\.reasons).filter { $0.name.lowercased() == handle.lowercased() }.min {
                    $0.id < $1.id
                }?.code
                    ?? handle
        default: handle
        }
    }
}

extension SearchExpression {
    /// The same with the values of rules about other records put through `code`.
    func naming(_ code: (SearchField, String) -> String) -> SearchExpression {
        switch self {
        case .all(let parts): return .all(parts.map { $0.naming(code) })
        case .any(let parts): return .any(parts.map { $0.naming(code) })
        case .not(let part): return .not(part.naming(code))
        case .rule(let rule):
            guard case .field(let field) = rule.subject, field.kind == .handle else { return self }
            let values = rule.values.map { value in SearchValue.text(code(field, value.text)) }
            return .rule(SearchRule(rule.subject, rule.comparison, values, position: rule.position))
        }
    }
}

extension WorkflowTrigger {
    fileprivate func naming(_ code: (SearchField, String) -> String) -> WorkflowTrigger {
        var entry = self
        entry.trigger.condition = trigger.condition?.naming(code)
        return entry
    }
}

extension Workflow {
    /// With entry rules that name statuses, branches and reasons by code, as the database keeps them, so that names which people write are no
    /// difference to what is in force.
    func namingByCode(besides current: Workflow) -> Workflow {
        let known = (statuses ?? []) + (current.statuses ?? [])
        let branches = (branches ?? []) + (current.branches ?? [])
        func code(_ field: SearchField, _ handle: String) -> String {
            func find(_ pairs: [(code: String, name: String)]) -> String {
                if pairs.contains(where: { $0.code == handle }) { return handle }
                return pairs.first { $0.name.lowercased() == handle.lowercased() }?.code ?? handle
            }
            return switch field {
            case .status: find(known.map { ($0.status.code, $0.status.name) })
            case .branch: find(branches.map { ($0.code, $0.name) })
            case .reason: find(known.flatMap(\.reasons).map { ($0.reason.code, $0.reason.name) })
            default: handle
            }
        }
        var workflow = self
        workflow.statuses = statuses?.map { entry in
            var entry = entry
            entry.status.entryRule = entry.status.entryRule?.naming(code)
            entry.triggers = entry.triggers.map { $0.naming(code) }
            return entry
        }
        workflow.taskTriggers = taskTriggers?.map { $0.naming(code) }
        return workflow
    }
}
