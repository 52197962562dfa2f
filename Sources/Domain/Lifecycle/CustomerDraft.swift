/// A customer to be added: by hand, or as a row of an import.
public struct CustomerDraft: Hashable, Sendable {
    /// nil: the next free number is assigned.
    public var number: String?
    public var details: CustomerDetails
    /// Code of the status; nil: the initial status.
    public var status: String?
    /// nil: now.
    public var entered: EntryTime?
    /// Overrides the due date that the status' duration gives.
    public var dueOn: CivilDate?
    public var note: String

    public init(
        number: String? = nil, details: CustomerDetails, status: String? = nil, entered: EntryTime? = nil,
        dueOn: CivilDate? = nil, note: String = ""
    ) {
        self.number = number
        self.details = details
        self.status = status
        self.entered = entered
        self.dueOn = dueOn
        self.note = note
    }

    /// When a customer entered a status, as precisely as is known.
    public enum EntryTime: Hashable, Sendable {
        case at(Timestamp)
        /// The start of that day in the customer's calendar.
        case on(CivilDate)
    }

    /// Every field whose text breaks its rule, as "FIELD: what is wrong"; empty when all is well.
    public func objections() -> [String] {
        var found: [String] = []
        func check(_ field: String, _ value: String?, _ rule: FieldRule) {
            guard let value, let objection = rule.objection(to: value) else { return }
            found.append("\(field) \(objection)")
        }
        check("number", number, .number)
        let isVisible = details.name.unicodeScalars.contains {
            !$0.properties.isWhitespace && $0.properties.generalCategory != .format
        }
        if !isVisible { found.append("name is empty") }
        check("name", details.name, .name)
        check("department", details.department, .name)
        check("email", details.email, .email)
        check("phone", details.phone, .name)
        check("website", details.website, .shortText)
        check("street", details.street, .shortText)
        check("city", details.city, .name)
        check("postalCode", details.postalCode, .name)
        check("country", details.country, .name)
        check("accountType", details.accountType, .name)
        check("leadSource", details.leadSource, .name)
        check("note", note, .body)
        if details.customFields.count > 100 { found.append("more than 100 custom fields") }
        for (name, value) in details.customFields.sorted(by: { $0.key < $1.key }) {
            if name.isEmpty { found.append("a custom field has no name") }
            check("custom field name", name, .name)
            check(name, value, .shortText)
        }
        return found
    }
}
