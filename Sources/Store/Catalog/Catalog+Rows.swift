import Domain
import GRDB

extension Catalog {
    static func statuses(_ db: Database) throws -> [Int64: Status] {
        var work: [Int64: Set<String>] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT statusId, work FROM statusWork") {
            work[row["statusId"], default: []].insert(row["work"])
        }
        let codes = Dictionary(
            uniqueKeysWithValues: try Row.fetchAll(db, sql: "SELECT id, code FROM status").map {
                ($0["id"] as Int64, $0["code"] as String)
            })
        var successors: [Int64: Set<String>] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT statusId, successorId FROM statusSuccessor") {
            if let code = codes[row["successorId"]] { successors[row["statusId"], default: []].insert(code) }
        }
        let reasons = try reasons(db)
        let statuses = try Row.fetchAll(db, sql: "SELECT * FROM status").map { row in
            let id: Int64 = row["id"]
            let rule: String? = row["entryRule"]
            return Status(
                id: id,
                specification: StatusSpecification(
                    code: row["code"], name: row["name"], text: row["text"], duration: row["duration"],
                    isActive: row["isActive"], allows: work[id] ?? [], isLoyalty: row["isLoyalty"],
                    isInitial: row["isInitial"], successors: successors[id] ?? [],
                    entryRule: try rule.map(SearchExpression.init(parsing:)), isReasonRequired: row["isReasonRequired"],
                    messageOnEntry: row["messageOnEntry"], taskOnEntry: row["taskOnEntry"]),
                position: row["position"], isRetired: row["isRetired"], isDeleted: row["isDeleted"],
                reasons: reasons[id] ?? [])
        }
        return Dictionary(uniqueKeysWithValues: statuses.map { ($0.id, $0) })
    }

    private static func reasons(_ db: Database) throws -> [Int64: [StatusReason]] {
        var reasons: [Int64: [StatusReason]] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT * FROM statusReason ORDER BY position, id") {
            let reason = StatusReason(
                id: row["id"], specification: ReasonSpecification(code: row["code"], name: row["name"]),
                position: row["position"], isRetired: row["isRetired"])
            reasons[row["statusId"], default: []].append(reason)
        }
        return reasons
    }

    static func users(_ db: Database) throws -> [Int64: User] {
        let users = try Row.fetchAll(db, sql: "SELECT * FROM user").map { row in
            User(
                id: row["id"],
                specification: UserSpecification(
                    code: row["code"], name: row["name"], email: row["email"], account: row["account"],
                    role: row["role"],
                    mayAssume: row["mayAssume"], wantsNotices: row["wantsNotices"]),
                isActive: row["isActive"])
        }
        return Dictionary(uniqueKeysWithValues: users.map { ($0.id, $0) })
    }

    /// The groups by the users who are in them.
    static func groups(_ db: Database) throws -> [Int64: CatalogGroup] {
        var sees: [Int64: Set<Int64>] = [:]
        var sets: [Int64: Set<Int64>] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT * FROM securityGroupStatus") {
            if row["maySee"] { sees[row["groupId"], default: []].insert(row["statusId"]) }
            if row["maySet"] { sets[row["groupId"], default: []].insert(row["statusId"]) }
        }
        let rows = try Row.fetchAll(
            db,
            sql:
                "SELECT member.userId, g.* FROM securityGroupMember member JOIN securityGroup g ON g.id = member.groupId"
        )
        return Dictionary(
            uniqueKeysWithValues: rows.map { row in
                let id: Int64 = row["id"]
                let group = CatalogGroup(
                    code: row["code"], branchID: row["branchId"], sees: row["seesAll"] ? nil : sees[id] ?? [],
                    sets: row["setsAll"] ? nil : sets[id] ?? [])
                return (row["userId"] as Int64, group)
            })
    }

    static func templates(_ db: Database) throws -> [String: TemplateSpecification] {
        let rows = try Row.fetchAll(db, sql: "SELECT * FROM template")
        return Dictionary(uniqueKeysWithValues: rows.map { ($0["code"] as String, TemplateSpecification($0)) })
    }

    static func triggers(_ db: Database) throws -> [Int64: Trigger] {
        let triggers = try Row.fetchAll(db, sql: "SELECT * FROM \"trigger\"").map { row in
            let form: TriggerForm = row["form"]
            let code: String = row["code"]
            do {
                return Trigger(
                    id: row["id"], statusID: row["statusId"],
                    specification: try TriggerSpecification(code: code, name: row["name"], form),
                    position: row["position"], revision: row["revision"], isEnabled: row["isEnabled"],
                    isRetired: row["isRetired"])
            } catch let error as TriggerFormError {
                // It was read when it was written, so this is another version's, or somebody's own work on the file.
                throw StoreError.invalid("\(error.field.rawValue) of trigger \(code)", error.objection)
            }
        }
        return Dictionary(uniqueKeysWithValues: triggers.map { ($0.id, $0) })
    }

    static func teams(_ db: Database) throws -> [String: CatalogTeam] {
        var members: [Int64: [Int64]] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT teamId, userId FROM teamMember") {
            members[row["teamId"], default: []].append(row["userId"])
        }
        let rows = try Row.fetchAll(db, sql: "SELECT id, code FROM team")
        return Dictionary(
            uniqueKeysWithValues: rows.map { row in
                let id: Int64 = row["id"]
                return (row["code"] as String, CatalogTeam(id: id, members: members[id] ?? []))
            })
    }

    static func calendars(
        _ db: Database, zones: ZoneSource
    ) throws -> (byID: [Int64: BusinessCalendar], fallback: BusinessCalendar) {
        var byID: [Int64: BusinessCalendar] = [:]
        var fallback: BusinessCalendar?
        for row in try Row.fetchAll(db, sql: "SELECT id, code, zone, quiet FROM calendar") {
            let id: Int64 = row["id"]
            let calendar = BusinessCalendar(
                code: row["code"], zone: try zones(row["zone"]), hours: try hours(db, calendarID: id),
                holidays: try CivilDate.fetchSet(
                    db, sql: "SELECT onDate FROM holiday WHERE calendarId = ?", arguments: [id]), quiet: row["quiet"])
            byID[id] = calendar
            if calendar.code == CalendarSpecification.defaultCode { fallback = calendar }
        }
        return (byID, fallback ?? BusinessCalendar(code: "utc", zone: .utc, hours: [:], holidays: []))
    }

    static func hours(_ db: Database, calendarID: Int64) throws -> [Weekday: [OpeningHours]] {
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

extension TemplateSpecification {
    init(_ row: Row) {
        self.init(
            code: row["code"], name: row["name"], purpose: row["purpose"], subject: row["subject"], text: row["text"],
            html: row["html"])
    }
}
