import Domain
import GRDB

extension Store {
    /// What `applyWorkflow` did, by code.
    public struct WorkflowSummary: Hashable, Sendable {
        public var calendars = 0
        public var branches = 0
        public var templates = 0
        public var statuses = 0
        public var triggers = 0
    }

    /// Adds a workflow in one transaction: everything, or nothing where any part is refused.
    ///
    /// Calendars of a known code are replaced; a known code elsewhere is refused, since customers may already depend on it.
    public func applyWorkflow(_ workflow: Workflow, now: Timestamp) async throws -> WorkflowSummary {
        try await writeCatalog { [zones] db in
            var summary = WorkflowSummary()
            for calendar in workflow.calendars {
                try Self.saveCalendar(db, calendar, zones: zones)
                summary.calendars += 1
            }
            for branch in workflow.branches {
                try Self.insertBranch(db, branch, catalog: Catalog(db, zones: zones))
                summary.branches += 1
            }
            for template in workflow.templates {
                try Self.insertTemplate(db, template)
                summary.templates += 1
            }
            for entry in workflow.statuses {
                let id = try Self.insertStatus(db, entry.status)
                summary.statuses += 1
                for trigger in entry.triggers {
                    try Self.insertTrigger(db, trigger, statusID: id, catalog: Catalog(db, zones: zones))
                    summary.triggers += 1
                }
            }
            return summary
        }
    }

    static func insertBranch(_ db: Database, _ branch: BranchSpecification, catalog: Catalog) throws {
        try validate(("code", branch.code, .code), ("name", branch.name, .name))
        guard catalog.branchIDs[branch.code] == nil else { throw StoreError.codeTaken("branch", branch.code) }
        var calendarID: Int64?
        if let code = branch.calendar {
            calendarID = try Int64.fetchOne(db, sql: "SELECT id FROM calendar WHERE code = ?", arguments: [code])
            guard calendarID != nil else {
                throw StoreError(
                    .calendarNotFound(code: code), "There is no calendar \(code); name one of the workflow's.")
            }
        }
        try db.execute(
            sql: "INSERT INTO branch (code, name, parentId, calendarId) VALUES (?, ?, ?, ?)",
            arguments: [branch.code, branch.name, try branch.parent.map { try catalog.branchID(code: $0) }, calendarID])
    }
}
