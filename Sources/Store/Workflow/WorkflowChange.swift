import Domain
import GRDB

/// One difference between the rules in force and those of a document.
public struct WorkflowChange: Hashable, Sendable {
    public enum Action: String, Sendable {
        case added, changed
        /// It stands in force and not in a section that the document has: it goes, or is retired where records used it.
        case removed
    }

    public let action: Action
    public let kind: AuditKind
    public let code: String
    /// Of what is changed, the members that differ.
    public let before: [String: String]
    public let after: [String: String]
    /// Customers whom it touches.
    public var customers = 0
    /// Follow-ups that it would plan, and that are planned and would be cancelled or planned anew.
    public var planned = 0
    public var cancelled = 0
}

extension WorkflowChange {
    /// What a document changes, in the order in which it is done.
    static func changes(from current: Workflow, to wanted: Workflow) throws -> [WorkflowChange] {
        var changes: [WorkflowChange] = []
        for (now, then) in zip(current.items, wanted.items) {
            guard let then else { continue }
            changes += try Self.changes(from: now ?? [], to: then)
        }
        return changes
    }

    private static func changes(from current: [WorkflowItem], to wanted: [WorkflowItem]) throws -> [WorkflowChange] {
        let known = Dictionary(uniqueKeysWithValues: current.map { ($0.code, $0.texts) })
        var seen: Set<String> = []
        var changes: [WorkflowChange] = []
        for item in wanted {
            guard seen.insert(item.code).inserted else { throw StoreError.codeTaken(item.kind.rawValue, item.code) }
            guard let before = known[item.code] else {
                changes.append(
                    WorkflowChange(action: .added, kind: item.kind, code: item.code, before: [:], after: item.texts))
                continue
            }
            let differing = Set(before.keys).union(item.texts.keys).filter { before[$0] ?? "" != item.texts[$0] ?? "" }
            guard !differing.isEmpty else { continue }
            changes.append(
                WorkflowChange(
                    action: .changed, kind: item.kind, code: item.code,
                    before: before.filter { differing.contains($0.key) },
                    after: item.texts.filter { differing.contains($0.key) }))
        }
        for item in current where !seen.contains(item.code) {
            // There is always a default calendar; what is retired stays so; both need not be said.
            if item.kind == .calendar, item.code == CalendarSpecification.defaultCode { continue }
            if item.texts["retired"] == "true" { continue }
            changes.append(
                WorkflowChange(action: .removed, kind: item.kind, code: item.code, before: item.texts, after: [:]))
        }
        return changes
    }
}
