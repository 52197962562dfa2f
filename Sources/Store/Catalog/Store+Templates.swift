import Domain
import GRDB

extension Store {
    /// Adds a template. The caller has checked that it renders and names no unknown field.
    public func addTemplate(_ template: TemplateSpecification, by actor: Actor, now: Timestamp) async throws {
        try await writeCatalog { db in
            try TemplateRows.insert(db, template)
            try AuditRows.write(db, actor, "add", .template, template.code, after: TemplateTexts.of(template), now: now)
        }
    }

    /// Changes a template for messages yet to be made; those that are queued keep the text they have.
    /// - Parameter change: makes the new template of the present one, and has checked that it renders.
    public func updateTemplate(
        code: String, by actor: Actor, now: Timestamp,
        _ change: @escaping @Sendable (TemplateSpecification) throws -> TemplateSpecification
    ) async throws {
        try await writeCatalog { [zones] db in
            let old = try Catalog(db, zones: zones).template(code: code)
            let new = try change(old)
            guard new != old else { return }
            try TemplateRows.update(db, new)
            try AuditRows.write(
                db, actor, "edit", .template, code, before: TemplateTexts.of(old), after: TemplateTexts.of(new),
                now: now)
        }
    }

    /// Takes a template off the list of those that are offered. Refused while a trigger in force uses it.
    public func retireTemplate(code: String, by actor: Actor, now: Timestamp) async throws {
        try await writeCatalog { [zones] db in
            let catalog = try Catalog(db, zones: zones)
            _ = try catalog.template(code: code)
            let users = catalog.triggers.values.filter { !$0.isRetired && catalog.template(of: $0)?.code == code }
            guard users.isEmpty else {
                throw StoreError.invalid(
                    "template \(code)",
                    "is used by \(users.map(\.code).sorted().joined(separator: ", ")); retire those or give them another"
                )
            }
            try db.execute(sql: "UPDATE template SET isRetired = 1 WHERE code = ?", arguments: [code])
            try AuditRows.write(
                db, actor, "retire", .template, code, before: ["retired": "false"], after: ["retired": "true"], now: now
            )
        }
    }

    public func template(code: String) async throws -> TemplateSpecification {
        try await catalog().template(code: code)
    }

    /// All templates by code, with whether each is retired.
    public func templates() async throws -> [(template: TemplateSpecification, isRetired: Bool)] {
        try await read { db in
            try Row.fetchAll(db, sql: "SELECT * FROM template ORDER BY code").map {
                (TemplateSpecification($0), $0["isRetired"])
            }
        }
    }
}

/// Templates as rows: for single changes and for workflows alike.
enum TemplateRows {
    static func insert(_ db: Database, _ template: TemplateSpecification) throws {
        try Store.validate(("code", template.code, .code))
        try validate(template)
        guard try Store.id(db, "SELECT id FROM template WHERE code = ?", template.code) == nil else {
            throw StoreError.codeTaken("template", template.code)
        }
        try db.execute(
            sql:
                "INSERT INTO template (code, name, purpose, subject, text, html, isRetired) VALUES (?, ?, ?, ?, ?, ?, 0)",
            arguments: [
                template.code, template.name, template.purpose, template.subject, template.text, template.html,
            ])
    }

    static func update(_ db: Database, _ template: TemplateSpecification) throws {
        try validate(template)
        try db.execute(
            sql: "UPDATE template SET name = ?, purpose = ?, subject = ?, text = ?, html = ? WHERE code = ?",
            arguments: [
                template.name, template.purpose, template.subject, template.text, template.html, template.code,
            ])
    }

    private static func validate(_ template: TemplateSpecification) throws {
        try Store.validate(
            ("name", template.name, .name), ("subject", template.subject, .shortText), ("text", template.text, .body),
            ("html", template.html, .body))
    }
}

/// A template as texts, for the audit trail.
enum TemplateTexts {
    static func of(_ template: TemplateSpecification) -> [String: String] {
        [
            "name": template.name, "purpose": template.purpose.rawValue, "subject": template.subject,
            "text": template.text, "html": template.html ?? "",
        ]
    }
}
