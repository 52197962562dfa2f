import Domain
import Store

/// The columns of a customer file, by its header: which field of a customer each one is.
struct CustomerColumns: Sendable {
    private enum Column: Sendable {
        case detail(any WritableKeyPath<CustomerDetails, String?> & Sendable)
        case number, name, status, enteredAt, dueOn, note
        case custom(String)
    }

    private static let details: [String: any WritableKeyPath<CustomerDetails, String?> & Sendable] = [
        "department": \.department, "parent": \.parent, "branch": \.branch, "owner": \.owner, "email": \.email,
        "phone": \.phone,
        "website": \.website, "street": \.street, "city": \.city, "postalcode": \.postalCode, "country": \.country,
        "accounttype": \.accountType, "leadsource": \.leadSource,
    ]
    private static let others: [String: Column] = [
        "number": .number, "name": .name, "status": .status, "enteredat": .enteredAt, "dueon": .dueOn, "note": .note,
    ]

    private let columns: [Column]

    /// - Parameter strict: refuse unknown columns instead of making them custom fields.
    /// - Throws: `ControlFailure` naming every column that is wrong.
    init(header: [String], strict: Bool) throws {
        var columns: [Column] = []
        var seen: Set<String> = []
        var unknown: [String] = []
        for title in header {
            let key = title.lowercased()
            guard seen.insert(key).inserted else {
                throw ControlFailure.invalidValue("header", "has the column \(title) twice")
            }
            if let detail = Self.details[key] {
                columns.append(.detail(detail))
            } else if let other = Self.others[key] {
                columns.append(other)
            } else {
                if let objection = FieldRule.name.objection(to: title) {
                    throw ControlFailure.invalidValue("header", objection)
                }
                guard !title.isEmpty else { throw ControlFailure.invalidValue("header", "has a column without a name") }
                unknown.append(title)
                columns.append(.custom(title))
            }
        }
        guard seen.contains("name") else { throw ControlFailure.invalidValue("header", "has no column `name`") }
        if strict, !unknown.isEmpty {
            throw ControlFailure.invalidValue("header", "has unknown columns: \(unknown.joined(separator: ", "))")
        }
        self.columns = columns
    }

    /// - Throws: `ImportRowError` with what is wrong in the row's notation; its content is checked by the store.
    func draft(_ fields: [String]) throws(ImportRowError) -> CustomerDraft {
        guard fields.count == columns.count else {
            throw ImportRowError(reason: "it has \(fields.count) fields where the header has \(columns.count)")
        }
        var draft = CustomerDraft(details: CustomerDetails(name: ""))
        for (column, text) in zip(columns, fields) where !text.isEmpty {
            switch column {
            case .detail(let path): draft.details[keyPath: path] = text
            case .number: draft.number = text
            case .name: draft.details.name = text
            case .status: draft.status = text
            case .note: draft.note = text
            case .enteredAt: draft.entered = try Self.entry(text)
            case .dueOn:
                guard let date = CivilDate(text) else {
                    throw ImportRowError(reason: "dueOn \(Self.quoted(text)) is not a date like 2026-12-31")
                }
                draft.dueOn = date
            case .custom(let name): draft.details.customFields[name] = text
            }
        }
        return draft
    }

    private static func entry(_ text: String) throws(ImportRowError) -> CustomerDraft.EntryTime {
        if let date = CivilDate(text) { return .on(date) }
        if let instant = Timestamp(rfc3339: text) { return .at(instant) }
        throw ImportRowError(
            reason:
                "enteredAt \(quoted(text)) is neither a date like 2026-11-21 nor an instant like 2026-11-21T09:30:00+01:00"
        )
    }

    private static func quoted(_ text: String) -> String { "\"\(text.prefix(40))\"" }
}
