import Domain
import GRDB

/// What planning needs to know beside the customer: statuses, triggers, templates, branches and calendars. Small, so it is kept in memory.
public struct Catalog: Sendable {
    public let statuses: [Int64: Status]
    public let triggers: [Int64: Trigger]
    public let templates: [Int64: TemplateSpecification]
    let statusIDs: [String: Int64]
    let triggerIDs: [String: Int64]
    let templateIDs: [String: Int64]
    let branchIDs: [String: Int64]
    public let branchNames: [Int64: String]
    private let triggersByStatus: [Int64: [Trigger]]
    private let branches: [Int64: Branch]
    private let calendars: [Int64: BusinessCalendar]
    private let defaultCalendar: BusinessCalendar

    private struct Branch: Sendable {
        let parentID: Int64?
        let calendarID: Int64?
    }

    init(_ db: Database, zones: ZoneSource) throws {
        statuses = try Self.statuses(db)
        templates = try Self.templates(db)
        triggers = try Self.triggers(db, templates: templates)
        statusIDs = Dictionary(uniqueKeysWithValues: statuses.values.map { ($0.code, $0.id) })
        triggerIDs = Dictionary(uniqueKeysWithValues: triggers.values.map { ($0.code, $0.id) })
        templateIDs = Dictionary(uniqueKeysWithValues: templates.map { ($0.value.code, $0.key) })
        triggersByStatus = Dictionary(grouping: triggers.values, by: \.statusID)
            .mapValues { $0.sorted { ($0.position, $0.id) < ($1.position, $1.id) } }
        let rows = try Row.fetchAll(db, sql: "SELECT id, code, name, parentId, calendarId FROM branch")
        branchIDs = Dictionary(uniqueKeysWithValues: rows.map { ($0["code"], $0["id"]) })
        branchNames = Dictionary(uniqueKeysWithValues: rows.map { ($0["id"], $0["name"]) })
        branches = Dictionary(
            uniqueKeysWithValues: rows.map {
                ($0["id"], Branch(parentID: $0["parentId"], calendarID: $0["calendarId"]))
            })
        (calendars, defaultCalendar) = try Self.calendars(db, zones: zones)
    }

    func status(code: String) throws -> Status {
        guard let id = statusIDs[code], let status = statuses[id] else { throw StoreError.statusNotFound(code) }
        return status
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

    func templateID(code: String) throws -> Int64 {
        guard let id = templateIDs[code] else {
            throw StoreError.templateNotFound(code)
        }
        return id
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
        guard case .email(let action) = trigger.specification.action else { return nil }
        return templateIDs[action.template].flatMap { templates[$0] }
    }

    /// The triggers of a status, in their order.
    public func triggers(ofStatus id: Int64) -> [Trigger] { triggersByStatus[id] ?? [] }

    /// The branch's calendar, else the nearest ancestor's, else the default.
    public func calendar(ofBranch id: Int64?) -> BusinessCalendar {
        var next = id
        var steps = 0
        while let branchID = next, let branch = branches[branchID], steps < 100 {
            if let calendarID = branch.calendarID, let calendar = calendars[calendarID] { return calendar }
            next = branch.parentID
            steps += 1
        }
        return defaultCalendar
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

    /// Reads zone files and catalogue anew, as after a tzdata update; what was in use stays so if they cannot be read.
    public func reloadCatalog() async throws {
        try await write { [self] db in
            let new = try Catalog(db, zones: zones)
            catalogCache.withLock { $0 = new }
        }
    }

    func forgetCatalog() {
        catalogCache.withLock { $0 = nil }
    }
}
