import Domain
import FoundationEssentials
import Store

/// The columns of a customer file, by its header: which field of a customer each one is. `CustomerFile` writes such files.
package struct CustomerColumns: Sendable {
    private enum Column: Sendable {
        case field(CustomerField)
        case number, status, reason, enteredAt, dueOn, note, activatedOn, pausedUntil, createdAt, history, notes,
            formerNumbers
        case custom(String)
    }

    private static let others: [String: Column] = [
        "number": .number, "status": .status, "reason": .reason, "enteredat": .enteredAt, "dueon": .dueOn,
        "note": .note,
        "activatedon": .activatedOn, "pauseduntil": .pausedUntil, "createdat": .createdAt, "history": .history,
        "notes": .notes, "formernumbers": .formerNumbers,
    ]

    private let columns: [Column]

    /// - Parameters:
    ///   - strict: refuse unknown columns instead of making them custom fields; `custom.NAME` is always one.
    ///   - updates: customers that are known need no name.
    /// - Throws: `ControlFailure` naming every column that is wrong.
    package init(header: [String], strict: Bool, updates: Bool = false) throws {
        var columns: [Column] = []
        var seen: Set<String> = []
        var unknown: [String] = []
        for title in header {
            let key = title.lowercased()
            guard seen.insert(title.hasPrefix(CustomerFile.customPrefix) ? title : key).inserted else {
                throw ControlFailure.invalidValue("header", "has the column \(title) twice")
            }
            if let field = CustomerField(anyCase: title) {
                columns.append(.field(field))
            } else if let other = Self.others[key] {
                columns.append(other)
            } else {
                let isCustom = title.hasPrefix(CustomerFile.customPrefix)
                let name = isCustom ? String(title.dropFirst(CustomerFile.customPrefix.count)) : title
                if let objection = FieldRule.name.objection(to: name) {
                    throw ControlFailure.invalidValue("header", objection)
                }
                guard !name.isEmpty else { throw ControlFailure.invalidValue("header", "has a column without a name") }
                if isCustom {
                    columns.append(.custom(name))
                } else {
                    unknown.append(title)
                    columns.append(.custom(title))
                }
            }
        }
        guard seen.contains("name") || (updates && seen.contains("number")) else {
            throw ControlFailure.invalidValue("header", "has no column `name`")
        }
        if strict, !unknown.isEmpty {
            throw ControlFailure.invalidValue("header", "has unknown columns: \(unknown.joined(separator: ", "))")
        }
        self.columns = columns
    }

    /// - Throws: `ImportRowError` with what is wrong in the row's notation; its content is checked by the store.
    package func customer(_ fields: [String]) throws(ImportRowError) -> ImportedCustomer {
        guard fields.count == columns.count else {
            throw ImportRowError(reason: "it has \(fields.count) fields where the header has \(columns.count)")
        }
        var customer = ImportedCustomer()
        for (column, text) in zip(columns, fields) {
            let given: String? = text.isEmpty ? nil : text
            switch column {
            case .field(let field): customer.edit.fields[field] = text
            case .custom(let name): customer.edit.customFields[name] = text
            case .number: customer.number = given
            case .status: customer.status = given
            case .reason: customer.reason = given
            case .note: customer.note = text
            case .enteredAt: customer.entered = try given.map(Self.entry)
            case .dueOn: customer.dueOn = try Self.date("dueOn", given)
            case .activatedOn: customer.activatedOn = try Self.date("activatedOn", given)
            case .pausedUntil: customer.pausedUntil = try Self.date("pausedUntil", given)
            case .createdAt: customer.createdAt = try Self.instant("createdAt", given)
            case .history: customer.history = try Self.json("history", given)
            case .notes: customer.notes = try Self.json("notes", given)
            case .formerNumbers: customer.formerNumbers = try Self.json("formerNumbers", given)
            }
        }
        return customer
    }

    private static func date(_ field: String, _ text: String?) throws(ImportRowError) -> CivilDate? {
        guard let text else { return nil }
        guard let date = CivilDate(text) else {
            throw ImportRowError(reason: "\(field) \(quoted(text)) is not a date like 2026-12-31")
        }
        return date
    }

    private static func instant(_ field: String, _ text: String?) throws(ImportRowError) -> Timestamp? {
        guard let text else { return nil }
        guard let instant = Timestamp(rfc3339: text) else {
            throw ImportRowError(reason: "\(field) \(quoted(text)) is not an instant like 2026-11-21T09:30:00+01:00")
        }
        return instant
    }

    private static func entry(_ text: String) throws(ImportRowError) -> CustomerDraft.EntryTime {
        if let date = CivilDate(text) { return .on(date) }
        if let instant = Timestamp(rfc3339: text) { return .at(instant) }
        throw ImportRowError(
            reason:
                "enteredAt \(quoted(text)) is neither a date like 2026-11-21 nor an instant like 2026-11-21T09:30:00+01:00"
        )
    }

    private static func json<Element: Decodable>(_ column: String, _ text: String?) throws(ImportRowError) -> [Element]
    {
        guard let text else { return [] }
        do {
            return try JSONDecoder().decode([Element].self, from: Data(text.utf8))
        } catch {
            throw ImportRowError(reason: "its \(column) is not what `followupctl customer export` writes")
        }
    }

    private static func quoted(_ text: String) -> String { "\"\(text.prefix(40))\"" }
}
