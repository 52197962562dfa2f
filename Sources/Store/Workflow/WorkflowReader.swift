import Domain
import GRDB

/// Reads the rules in force as a workflow: what an export writes, and what a plan compares with.
enum WorkflowReader {
    static func read(_ db: Database, zones: ZoneSource) throws -> Workflow {
        let catalog = try Catalog(db, zones: zones)
        return Workflow(
            calendars: try calendars(db), branches: try GroupReader.branches(db), templates: try templates(db),
            statuses: catalog.orderedStatuses.map { status in
                WorkflowStatus(
                    status: status.specification, isRetired: status.isRetired,
                    reasons: status.reasons.map { WorkflowReason($0.specification, isRetired: $0.isRetired) },
                    triggers: catalog.triggers(ofStatus: status.id).map {
                        WorkflowTrigger($0.specification, isEnabled: $0.isEnabled, isRetired: $0.isRetired)
                    })
            }, taskTriggers: try taskTriggers(db, catalog), teams: try GroupReader.teams(db),
            groups: try GroupReader.groups(db))
    }

    private static func taskTriggers(_ db: Database, _ catalog: Catalog) throws -> [WorkflowTrigger] {
        catalog.triggers.values.filter { $0.statusID == nil }.sorted { ($0.position, $0.id) < ($1.position, $1.id) }
            .map { WorkflowTrigger($0.specification, isEnabled: $0.isEnabled, isRetired: $0.isRetired) }
    }

    static func calendars(_ db: Database) throws -> [CalendarSpecification] {
        try Row.fetchAll(db, sql: "SELECT * FROM calendar WHERE isRetired = 0 ORDER BY code <> 'default', code").map {
            row in
            let id: Int64 = row["id"]
            let holidays = try Row.fetchAll(
                db, sql: "SELECT onDate, name FROM holiday WHERE calendarId = ?", arguments: [id])
            return CalendarSpecification(
                code: row["code"], name: row["name"], zone: row["zone"], hours: try Catalog.hours(db, calendarID: id),
                holidays: Dictionary(
                    uniqueKeysWithValues: holidays.map { ($0["onDate"] as CivilDate, $0["name"] as String) }),
                quiet: row["quiet"])
        }
    }

    private static func templates(_ db: Database) throws -> [WorkflowTemplate] {
        try Row.fetchAll(db, sql: "SELECT * FROM template ORDER BY id").map { row in
            WorkflowTemplate(TemplateSpecification(row), isRetired: row["isRetired"])
        }
    }
}

/// What a workflow says of one thing, as texts that can be compared and shown.
struct WorkflowItem {
    let kind: AuditKind
    let code: String
    let texts: [String: String]
}

extension Workflow {
    /// The things of each section that the document speaks of, section by section.
    var items: [[WorkflowItem]?] {
        [
            calendars.map { $0.map(\.item) },
            branches.map { $0.map { WorkflowItem(kind: .branch, code: $0.code, texts: GroupTexts.of($0).texts) } },
            templates.map { $0.map(\.item) },
            statuses.map { statuses in
                statuses.enumerated().map { index, entry in
                    var texts = StatusTexts.of(entry.status)
                    texts["retired"] = String(entry.isRetired)
                    texts["position"] = String(index + 1)
                    return WorkflowItem(kind: .status, code: entry.status.code, texts: texts)
                }
            },
            statuses.map { $0.flatMap(\.reasonItems) },
            statuses.map { $0.flatMap { WorkflowTrigger.items($0.triggers, status: $0.status.code) } },
            taskTriggers.map { WorkflowTrigger.items($0, status: nil) },
            teams.map { $0.map { WorkflowItem(kind: .team, code: $0.code, texts: GroupTexts.of($0).texts) } },
            groups.map { $0.map { WorkflowItem(kind: .group, code: $0.code, texts: GroupTexts.of($0).texts) } },
        ]
    }
}

extension CalendarSpecification {
    fileprivate var item: WorkflowItem { WorkflowItem(kind: .calendar, code: code, texts: texts) }

    /// For the audit trail and the plan of a workflow.
    var texts: [String: String] {
        let opening = hours.filter { !$0.value.isEmpty }.sorted { $0.key.rawValue < $1.key.rawValue }
            .map { "\($0.key.code) \($0.value.map(\.description).sorted().joined(separator: " "))" }
        return [
            "name": name, "zone": zone, "hours": opening.joined(separator: ", "),
            "quiet": quiet?.description ?? "",
            "holidays": holidays.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }.joined(separator: ", "),
        ]
    }
}

extension WorkflowTemplate {
    fileprivate var item: WorkflowItem {
        WorkflowItem(
            kind: .template, code: template.code,
            texts: [
                "name": template.name, "purpose": template.purpose.rawValue, "subject": template.subject,
                "text": template.text, "html": template.html ?? "", "retired": String(isRetired),
            ])
    }
}

extension WorkflowStatus {
    fileprivate var reasonItems: [WorkflowItem] {
        reasons.enumerated().map { index, reason in
            WorkflowItem(
                kind: .reason, code: "\(status.code)/\(reason.reason.code)",
                texts: ["name": reason.reason.name, "retired": String(reason.isRetired), "position": String(index + 1)])
        }
    }
}

extension WorkflowTrigger {
    fileprivate static func items(_ triggers: [WorkflowTrigger], status: String?) -> [WorkflowItem] {
        triggers.enumerated().map { index, trigger in
            var texts = TriggerTexts.of(trigger.trigger, status: status)
            texts["enabled"] = String(trigger.isEnabled)
            texts["retired"] = String(trigger.isRetired)
            texts["position"] = String(index + 1)
            return WorkflowItem(kind: .trigger, code: trigger.trigger.code, texts: texts)
        }
    }
}
