import Domain
import GRDB

extension Store {
    /// Adds a status behind the others, with one default trigger for a status with a duration: a task for the owner when overdue.
    public func addStatus(_ specification: StatusSpecification, withDefaultFollowUp: Bool) async throws {
        try await writeCatalog { db in
            let id = try Self.insertStatus(db, specification)
            guard withDefaultFollowUp, specification.duration != nil else { return }
            let trigger = TriggerSpecification.whenOverdue(in: specification)
            try Self.insertTrigger(db, trigger, statusID: id)
        }
    }

    /// The catalogue's statuses in order, with the number of customers in each.
    public func statuses() async throws -> [(status: Status, customers: Int)] {
        try await read { db in
            let counts = try Row.fetchAll(
                db, sql: "SELECT statusId, count(*) AS n FROM statusPeriod WHERE leftAt IS NULL GROUP BY statusId")
            let byStatus = Dictionary(uniqueKeysWithValues: counts.map { ($0["statusId"] as Int64, $0["n"] as Int) })
            return try Catalog.statuses(db).values.sorted { ($0.position, $0.id) < ($1.position, $1.id) }
                .map { ($0, byStatus[$0.id] ?? 0) }
        }
    }

    static func insertStatus(_ db: Database, _ status: StatusSpecification) throws -> Int64 {
        try validate(("code", status.code, .code), ("name", status.name, .name), ("description", status.text, .body))
        for work in status.allows { try validate(("allows", work, .code)) }
        guard try Int.fetchOne(db, sql: "SELECT 1 FROM status WHERE code = ?", arguments: [status.code]) == nil else {
            throw StoreError.codeTaken("status", status.code)
        }
        if try Int.fetchOne(db, sql: "SELECT 1 FROM status WHERE name = ? AND isRetired = 0", arguments: [status.name])
            != nil
        {
            throw StoreError.invalid("name", "is the name of another status")
        }
        if status.isInitial, let other = try String.fetchOne(db, sql: "SELECT code FROM status WHERE isInitial = 1") {
            throw StoreError.invalid("initial", "is already said of the status \(other); there can be one")
        }
        try db.execute(
            sql: """
                INSERT INTO status (code, name, text, position, duration, isActive, isLoyalty, isInitial, isRetired)
                VALUES (?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM status), ?, ?, ?, ?, 0)
                """,
            arguments: [
                status.code, status.name, status.text, status.duration, status.isActive, status.isLoyalty,
                status.isInitial,
            ])
        let id = db.lastInsertedRowID
        for work in status.allows.sorted() {
            try db.execute(sql: "INSERT INTO statusWork (statusId, work) VALUES (?, ?)", arguments: [id, work])
        }
        return id
    }

    static func validate(_ fields: (name: String, value: String?, rule: FieldRule)...) throws {
        for field in fields {
            guard let value = field.value, let objection = field.rule.objection(to: value) else { continue }
            throw StoreError.invalid(field.name, objection)
        }
    }
}

extension TriggerSpecification {
    /// What a status with a duration gets unless it is asked not to: somebody is told.
    static func whenOverdue(in status: StatusSpecification) -> TriggerSpecification {
        let subject = "{{customer.name}} ({{customer.number}}) is overdue in {{status.name}}"
        return TriggerSpecification(
            code: "\(status.code)-overdue", name: "\(status.name) is overdue", timing: .whenOverdue,
            action: .task(TriggerAction.TaskAction(subject: subject)))
    }
}
