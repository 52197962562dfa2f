import Domain
import GRDB

extension Store {
    /// How much `applyWorkflow` saved and added.
    public struct WorkflowSummary: Hashable, Sendable {
        public var calendars = 0
        public var branches = 0
        public var templates = 0
        public var statuses = 0
        public var triggers = 0
    }

    /// Adds a workflow in one transaction: everything, or nothing where any part is refused.
    ///
    /// A calendar of a known code is replaced as long as there are no customers, whose dates it has made; elsewhere a known code is refused.
    public func applyWorkflow(_ workflow: Workflow) async throws -> WorkflowSummary {
        try await writeCatalog { [zones] db in
            var summary = WorkflowSummary()
            for calendar in workflow.calendars {
                try Self.refuseCalendarInUse(db, calendar)
                try Self.saveCalendar(db, calendar, zones: zones)
                summary.calendars += 1
            }
            for branch in workflow.branches {
                try Self.insertBranch(db, branch)
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
                    try Self.insertTrigger(db, trigger, statusID: id)
                    summary.triggers += 1
                }
            }
            return summary
        }
    }

    private static func refuseCalendarInUse(_ db: Database, _ calendar: CalendarSpecification) throws {
        let isKnown =
            try Int.fetchOne(db, sql: "SELECT 1 FROM calendar WHERE code = ?", arguments: [calendar.code]) != nil
        guard isKnown, try Int.fetchOne(db, sql: "SELECT 1 FROM statusPeriod LIMIT 1") != nil else { return }
        throw StoreError.invalid(
            "calendar \(calendar.code)", "is in use; apply the workflow before customers are added")
    }

    static func insertBranch(_ db: Database, _ branch: BranchSpecification) throws {
        try validate(("code", branch.code, .code), ("name", branch.name, .name))
        guard try id(db, "SELECT id FROM branch WHERE code = ?", branch.code) == nil else {
            throw StoreError.codeTaken("branch", branch.code)
        }
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
            arguments: [branch.code, branch.name, try branch.parent.map { try branchID(db, code: $0) }, calendarID])
    }

    private static func branchID(_ db: Database, code: String) throws -> Int64 {
        guard let id = try id(db, "SELECT id FROM branch WHERE code = ?", code) else {
            throw StoreError(.branchNotFound(code: code), "There is no branch \(code); add it by a workflow file.")
        }
        return id
    }

    /// The id of the row that a code names.
    static func id(_ db: Database, _ query: String, _ code: String) throws -> Int64? {
        try Int64.fetchOne(db.cachedStatement(sql: query), arguments: [code])
    }
}
