import Domain
import GRDB

extension Catalog {
    static func statuses(_ db: Database) throws -> [Int64: Status] {
        var work: [Int64: Set<String>] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT statusId, work FROM statusWork") {
            work[row["statusId"], default: []].insert(row["work"])
        }
        let statuses = try Row.fetchAll(db, sql: "SELECT * FROM status").map { row in
            let id: Int64 = row["id"]
            return Status(
                id: id,
                specification: StatusSpecification(
                    code: row["code"], name: row["name"], text: row["text"], duration: row["duration"],
                    isActive: row["isActive"], allows: work[id] ?? [], isLoyalty: row["isLoyalty"],
                    isInitial: row["isInitial"]),
                position: row["position"], isRetired: row["isRetired"])
        }
        return Dictionary(uniqueKeysWithValues: statuses.map { ($0.id, $0) })
    }

    static func templates(_ db: Database) throws -> [Int64: TemplateSpecification] {
        let rows = try Row.fetchAll(db, sql: "SELECT id, code, name, subject, text FROM template")
        return Dictionary(
            uniqueKeysWithValues: rows.map { row in
                let template = TemplateSpecification(
                    code: row["code"], name: row["name"], subject: row["subject"], text: row["text"])
                return (row["id"], template)
            })
    }

    static func triggers(_ db: Database, templates: [Int64: TemplateSpecification]) throws -> [Int64: Trigger] {
        let triggers = try Row.fetchAll(db, sql: "SELECT * FROM \"trigger\"").map { row in
            Trigger(
                id: row["id"], statusID: row["statusId"],
                specification: TriggerSpecification(
                    code: row["code"], name: row["name"], timing: row["timing"],
                    action: action(row, templates: templates), skipAfter: row["skipAfter"]),
                position: row["position"], revision: row["revision"], isEnabled: row["isEnabled"],
                isRetired: row["isRetired"])
        }
        return Dictionary(uniqueKeysWithValues: triggers.map { ($0.id, $0) })
    }

    private static func action(_ row: Row, templates: [Int64: TemplateSpecification]) -> TriggerAction {
        if let templateID: Int64 = row["templateId"] {
            let code = templates[templateID]?.code ?? ""
            return .email(
                TriggerAction.EmailAction(
                    template: code, recipient: row["recipient"], keepWhenLeft: row["keepWhenLeft"]))
        }
        return .task(
            TriggerAction.TaskAction(
                subject: row["taskSubject"], text: row["taskText"], priority: row["priority"],
                autoCancel: row["autoCancel"]))
    }

    static func calendars(
        _ db: Database, zones: ZoneSource
    ) throws -> (byID: [Int64: BusinessCalendar], fallback: BusinessCalendar) {
        var byID: [Int64: BusinessCalendar] = [:]
        var fallback: BusinessCalendar?
        for row in try Row.fetchAll(db, sql: "SELECT id, code, zone FROM calendar") {
            let id: Int64 = row["id"]
            let calendar = BusinessCalendar(
                code: row["code"], zone: try zones(row["zone"]), hours: try hours(db, calendarID: id),
                holidays: try CivilDate.fetchSet(
                    db, sql: "SELECT onDate FROM holiday WHERE calendarId = ?", arguments: [id]))
            byID[id] = calendar
            if calendar.code == CalendarSpecification.defaultCode { fallback = calendar }
        }
        return (byID, fallback ?? BusinessCalendar(code: "utc", zone: .utc, hours: [:], holidays: []))
    }

    private static func hours(_ db: Database, calendarID: Int64) throws -> [Weekday: [OpeningHours]] {
        var hours: [Weekday: [OpeningHours]] = [:]
        let rows = try Row.fetchAll(
            db, sql: "SELECT weekday, opensAt, closesAt FROM openingHours WHERE calendarId = ? ORDER BY opensAt",
            arguments: [calendarID])
        for row in rows {
            guard let weekday = Weekday(rawValue: row["weekday"]), let opens = TimeOfDay(minutes: row["opensAt"]),
                let closes = TimeOfDay(minutes: row["closesAt"]),
                let interval = OpeningHours(opens: opens, closes: closes)
            else { continue }
            hours[weekday, default: []].append(interval)
        }
        return hours
    }
}
