import Domain
import GRDB

/// Statuses as rows: writing what is said of them, with the rules between them.
enum StatusRows {
    /// Adds a status behind the others. Successors are set apart, once all statuses are there (`setSuccessors`).
    static func insert(_ db: Database, _ status: StatusSpecification) throws -> Int64 {
        try validate(db, status, id: nil)
        guard
            try Int.fetchOne(db, sql: "SELECT 1 FROM status WHERE code = ? AND isDeleted = 0", arguments: [status.code])
                == nil
        else {
            throw StoreError.codeTaken("status", status.code)
        }
        if status.isInitial, let other = try String.fetchOne(db, sql: "SELECT code FROM status WHERE isInitial = 1") {
            throw StoreError.invalid("initial", "is already said of the status \(other); there can be one")
        }
        try db.execute(
            sql: """
                INSERT INTO status (code, name, text, position, duration, isActive, isLoyalty, isInitial, isReasonRequired, entryRule,
                    messageOnEntry, taskOnEntry, isRetired, isDeleted)
                VALUES (?, ?, ?, (SELECT coalesce(max(position), 0) + 1 FROM status), ?, ?, ?, ?, ?, ?, ?, ?, 0, 0)
                """,
            arguments: [
                status.code, status.name, status.text, status.duration, status.isActive, status.isLoyalty,
                status.isInitial,
                status.isReasonRequired, status.entryRule?.description, status.messageOnEntry, status.taskOnEntry,
            ])
        let id = db.lastInsertedRowID
        try setWork(db, id: id, status.allows)
        return id
    }

    /// Writes everything but code, place and successors. Becoming initial takes that from the status which was.
    static func update(_ db: Database, id: Int64, _ status: StatusSpecification) throws {
        try validate(db, status, id: id)
        if status.isInitial {
            try db.execute(sql: "UPDATE status SET isInitial = 0 WHERE isInitial = 1 AND id <> ?", arguments: [id])
        }
        try db.execute(
            sql: """
                UPDATE status SET name = ?, text = ?, duration = ?, isActive = ?, isLoyalty = ?, isInitial = ?, isReasonRequired = ?,
                    entryRule = ?, messageOnEntry = ?, taskOnEntry = ?
                WHERE id = ?
                """,
            arguments: [
                status.name, status.text, status.duration, status.isActive, status.isLoyalty, status.isInitial,
                status.isReasonRequired, status.entryRule?.description, status.messageOnEntry, status.taskOnEntry, id,
            ])
        try setWork(db, id: id, status.allows)
    }

    private static func setWork(_ db: Database, id: Int64, _ allows: Set<String>) throws {
        try db.execute(sql: "DELETE FROM statusWork WHERE statusId = ?", arguments: [id])
        for work in allows.sorted() {
            try db.execute(sql: "INSERT INTO statusWork (statusId, work) VALUES (?, ?)", arguments: [id, work])
        }
    }

    static func setSuccessors(_ db: Database, id: Int64, _ codes: Set<String>) throws {
        try db.execute(sql: "DELETE FROM statusSuccessor WHERE statusId = ?", arguments: [id])
        for code in codes.sorted() {
            let successor = try Int64.fetchOne(
                db, sql: "SELECT id FROM status WHERE code = ? AND isDeleted = 0", arguments: [code])
            guard let successor else { throw StoreError.statusNotFound(code) }
            guard successor != id else {
                throw StoreError.invalid("successors", "names the status itself; a restart is always possible")
            }
            try db.execute(
                sql: "INSERT INTO statusSuccessor (statusId, successorId) VALUES (?, ?)", arguments: [id, successor])
        }
    }

    /// Writes the order of statuses as their positions from 1.
    static func setOrder(_ db: Database, _ ids: [Int64]) throws {
        for (index, id) in ids.enumerated() {
            try db.execute(
                sql: "UPDATE status SET position = ? WHERE id = ? AND position <> ?",
                arguments: [index + 1, id, index + 1])
        }
    }

    private static func validate(_ db: Database, _ status: StatusSpecification, id: Int64?) throws {
        try Store.validate(
            ("code", status.code, .code), ("name", status.name, .name), ("description", status.text, .body))
        guard !status.name.allSatisfy(\.isWhitespace) else { throw StoreError.invalid("name", "is empty") }
        for work in status.allows { try Store.validate(("allows", work, .code)) }
        let isTaken = try Int.fetchOne(
            db, sql: "SELECT 1 FROM status WHERE name = ? AND isRetired = 0 AND id IS NOT ?",
            arguments: [status.name, id])
        if isTaken != nil { throw StoreError.invalid("name", "is the name of another status") }
        let isCode = try Int.fetchOne(
            db, sql: "SELECT 1 FROM status WHERE code = ? AND isDeleted = 0 AND code <> ?",
            arguments: [status.name, status.code])
        if isCode != nil { throw StoreError.invalid("name", "is the code of another status") }
    }
}

extension Store {
    static func validate(_ fields: (name: String, value: String?, rule: FieldRule)...) throws {
        for field in fields {
            guard let value = field.value, let objection = field.rule.objection(to: value) else { continue }
            throw StoreError.invalid(field.name, objection)
        }
    }

    /// An expression that will be asked of customers later must name nothing unknown now.
    static func validate(_ db: Database, _ expression: SearchExpression?, zones: ZoneSource, now: Timestamp) throws {
        guard let expression else { return }
        let compiler = SearchCompiler(catalog: try Catalog(db, zones: zones), actor: .automation, now: now)
        _ = try compiler.condition(expression)
    }
}
