import Domain
import GRDB

/// What an office has few of and needs often: statuses, triggers, templates, branches, calendars, users, teams and groups. Kept in memory.
public final class Catalog: Sendable {
    public let statuses: [Int64: Status]
    public let triggers: [Int64: Trigger]
    /// By code, retired ones too.
    public let templates: [String: TemplateSpecification]
    let statusIDs: [String: Int64]
    let triggerIDs: [String: Int64]
    let branchIDs: [String: Int64]
    public let branchNames: [Int64: String]
    private let triggersByStatus: [Int64: [Trigger]]
    /// The rules of tasks that are in force, in their order.
    public let taskTriggers: [Trigger]
    let teams: [String: CatalogTeam]
    /// Triggers whose texts may name fields that are not read otherwise.
    let rareTriggers: Set<Int64>
    public let users: [Int64: User]
    let userIDs: [String: Int64]
    /// The group of a user, if he is in one.
    let groups: [Int64: CatalogGroup]
    private let branches: [Int64: Branch]
    let calendars: [Int64: BusinessCalendar]
    public let defaultCalendar: BusinessCalendar

    private struct Branch: Sendable {
        let parentID: Int64?
        let calendarID: Int64?
    }

    init(_ db: Database, zones: ZoneSource) throws {
        statuses = try Self.statuses(db)
        templates = try Self.templates(db)
        triggers = try Self.triggers(db)
        rareTriggers = Self.rareTriggers(triggers, templates)
        statusIDs = Dictionary(uniqueKeysWithValues: statuses.values.filter { !$0.isDeleted }.map { ($0.code, $0.id) })
        triggerIDs = Dictionary(uniqueKeysWithValues: triggers.values.map { ($0.code, $0.id) })
        let ordered = triggers.values.sorted { ($0.position, $0.id) < ($1.position, $1.id) }
        triggersByStatus = Dictionary(grouping: ordered.filter { $0.statusID != nil }) { $0.statusID ?? 0 }
        taskTriggers = ordered.filter { $0.statusID == nil && $0.isInForce }
        teams = try Self.teams(db)
        let rows = try Row.fetchAll(db, sql: "SELECT id, code, name, parentId, calendarId FROM branch")
        branchIDs = Dictionary(uniqueKeysWithValues: rows.map { ($0["code"], $0["id"]) })
        branchNames = Dictionary(uniqueKeysWithValues: rows.map { ($0["id"], $0["name"]) })
        branches = Dictionary(
            uniqueKeysWithValues: rows.map {
                ($0["id"], Branch(parentID: $0["parentId"], calendarID: $0["calendarId"]))
            })
        (calendars, defaultCalendar) = try Self.calendars(db, zones: zones)
        users = try Self.users(db)
        userIDs = Dictionary(uniqueKeysWithValues: users.values.map { ($0.code, $0.id) })
        groups = try Self.groups(db)
    }

    /// A status by its code, or else by its name.
    func status(code: String) throws -> Status {
        guard let status = status(named: code) else { throw StoreError.statusNotFound(code) }
        return status
    }

    /// The status of that code; else the one of that name in any case, one that is not retired before one that is.
    func status(named handle: String) -> Status? {
        if let id = statusIDs[handle] { return statuses[id] }
        let name = handle.lowercased()
        return statuses.values.filter { !$0.isDeleted && $0.name.lowercased() == name }
            .min { ($0.isRetired ? 1 : 0, $0.position) < ($1.isRetired ? 1 : 0, $1.position) }
    }

    /// The status' reason of that code, or else of that name in any case, that is not retired.
    func reason(named handle: String, of status: Status) throws -> StatusReason {
        let offered = status.reasons.filter { !$0.isRetired }
        let name = handle.lowercased()
        guard
            let reason = offered.first(where: { $0.code == handle })
                ?? offered.first(where: { $0.name.lowercased() == name })
        else {
            let known = offered.isEmpty ? "it has none" : "it has \(offered.map(\.code).joined(separator: ", "))"
            throw StoreError(
                .reasonNotFound(status: status.code, code: handle),
                "Status \(status.code) has no reason \(handle); \(known).")
        }
        return reason
    }

    /// What a reason is called, whichever status it is of.
    func reasonCode(_ id: Int64?) -> String? {
        guard let id else { return nil }
        for status in statuses.values {
            if let reason = status.reasons.first(where: { $0.id == id }) { return reason.code }
        }
        return nil
    }

    /// Statuses that are not deleted, in their order.
    public var orderedStatuses: [Status] {
        statuses.values.filter { !$0.isDeleted }.sorted { ($0.position, $0.id) < ($1.position, $1.id) }
    }

    func status(id: Int64) throws -> Status {
        guard let status = statuses[id] else { throw StoreError.statusNotFound("#\(id)") }
        return status
    }

    func trigger(code: String) throws -> Trigger {
        guard let id = triggerIDs[code], let trigger = triggers[id] else {
            throw StoreError(
                .triggerNotFound(code: code), "There is no trigger \(code); see `followupctl trigger list`.")
        }
        return trigger
    }

    func template(code: String) throws -> TemplateSpecification {
        guard let template = templates[code] else { throw StoreError.templateNotFound(code) }
        return template
    }

    func branchID(code: String) throws -> Int64 {
        guard let id = branchIDs[code] else {
            throw StoreError(.branchNotFound(code: code), "There is no branch \(code); add it by a workflow file.")
        }
        return id
    }

    /// The status of a new customer for whom none is named.
    func initialStatus() throws -> Status {
        guard let status = statuses.values.first(where: \.specification.isInitial) else {
            throw StoreError(
                .noInitialStatus,
                "No status is the initial one; name a status, or apply a workflow such as the preset `staffing`.")
        }
        return status
    }

    func template(of trigger: Trigger) -> TemplateSpecification? {
        guard case .message(let action) = trigger.specification.action else { return nil }
        return templates[action.template]
    }

    private static func rareTriggers(
        _ triggers: [Int64: Trigger], _ templates: [String: TemplateSpecification]
    ) -> Set<Int64> {
        Set(
            triggers.values.filter { trigger in
                switch trigger.specification.action {
                case .task(let task): [task.subject, task.text].contains(where: MergeField.mayBeRare)
                case .message(let message):
                    templates[message.template].map {
                        [$0.subject, $0.text, $0.html ?? ""].contains(where: MergeField.mayBeRare)
                    } ?? false
                case .move: false
                }
            }.map(\.id))
    }

    /// The triggers of a status, in their order.
    public func triggers(ofStatus id: Int64) -> [Trigger] { triggersByStatus[id] ?? [] }

    /// A user who is active.
    func activeUserID(code: String) throws -> Int64 {
        guard let id = userIDs[code], users[id]?.isActive == true else {
            throw StoreError(.userNotFound(code: code), "There is no active user \(code); see `followupctl user list`.")
        }
        return id
    }

    /// The branch and all below it.
    func branches(within id: Int64) -> Set<Int64> {
        Set(branches.keys.filter { isBranch($0, within: id) })
    }

    private func isBranch(_ id: Int64, within ancestor: Int64) -> Bool {
        var next: Int64? = id
        var steps = 0
        while let branch = next, steps < 100 {
            if branch == ancestor { return true }
            next = branches[branch]?.parentID
            steps += 1
        }
        return false
    }

    /// Every calendar in use with the branches whose customers it dates; all other customers are dated by `defaultCalendar`.
    var branchCalendars: [(calendar: BusinessCalendar, branches: [Int64])] {
        Dictionary(grouping: branches.keys.sorted(), by: { calendarID(ofBranch: $0) })
            .compactMap { id, branches in id.flatMap { calendars[$0] }.map { ($0, branches) } }
            .sorted { $0.calendar.code < $1.calendar.code }
    }

    private func calendarID(ofBranch id: Int64?) -> Int64? {
        var next = id
        var steps = 0
        while let branchID = next, let branch = branches[branchID], steps < 100 {
            if let calendarID = branch.calendarID { return calendarID }
            next = branch.parentID
            steps += 1
        }
        return nil
    }

    /// The branch's calendar, else the nearest ancestor's, else the default.
    public func calendar(ofBranch id: Int64?) -> BusinessCalendar {
        calendarID(ofBranch: id).flatMap { calendars[$0] } ?? defaultCalendar
    }
}

extension Store {
    /// The catalogue as committed; for use outside a write.
    public func catalog() async throws -> Catalog {
        if let cached = catalogCache.withLock({ $0 }) { return cached }
        return try await read { [zones] in try Catalog($0, zones: zones) }
    }

    /// The catalogue for rows of this very read: never older than they are. A change of the catalogue empties the cache before it commits,
    /// so what is cached once the snapshot stands is no older than the snapshot.
    func catalogForReading(_ db: Database) throws -> Catalog {
        // A deferred transaction takes its snapshot with its first read.
        _ = try Int.fetchOne(db.cachedStatement(sql: "SELECT next FROM customerNumber"))
        return try catalogCache.withLock { $0 } ?? Catalog(db, zones: zones)
    }

    /// The catalogue inside a write that does not change it. Only the writer fills the cache, so that it cannot be older than the writer's view.
    func catalog(_ db: Database) throws -> Catalog {
        if let cached = catalogCache.withLock({ $0 }) { return cached }
        let catalog = try Catalog(db, zones: zones)
        catalogCache.withLock { $0 = catalog }
        return catalog
    }

    /// One transaction that changes the catalogue. `body` reads its own changes with `Catalog(db, zones:)`.
    func writeCatalog<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws -> T {
        try await write { [self] db in
            forgetCatalog()
            return try body(db)
        }
    }

    func forgetCatalog() {
        catalogCache.withLock { $0 = nil }
    }
}
