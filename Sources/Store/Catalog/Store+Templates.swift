import Domain
import GRDB

extension Store {
    /// Adds a template. The caller has checked that it renders and names no unknown field.
    public func addTemplate(_ template: TemplateSpecification, by actor: Actor, now: Timestamp) async throws {
        try await writeCatalog { db in
            try Self.insertTemplate(db, template)
            try AuditRows.write(
                db, actor, "add", .template, template.code,
                after: ["name": template.name, "subject": template.subject, "text": template.text], now: now)
        }
    }

    public func template(code: String) async throws -> TemplateSpecification {
        let catalog = try await catalog()
        let id = try catalog.templateID(code: code)
        guard let template = catalog.templates[id] else {
            throw StoreError.templateNotFound(code)
        }
        return template
    }

    static func insertTemplate(_ db: Database, _ template: TemplateSpecification) throws {
        try validate(
            ("code", template.code, .code), ("name", template.name, .name), ("subject", template.subject, .shortText),
            ("text", template.text, .body))
        guard try Int.fetchOne(db, sql: "SELECT 1 FROM template WHERE code = ?", arguments: [template.code]) == nil
        else {
            throw StoreError.codeTaken("template", template.code)
        }
        try db.execute(
            sql: "INSERT INTO template (code, name, subject, text, isRetired) VALUES (?, ?, ?, ?, 0)",
            arguments: [template.code, template.name, template.subject, template.text])
    }
}
