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
    /// Code or name of a reason of the status.
    public var reason: String?

    public init(
        number: String? = nil, details: CustomerDetails, status: String? = nil, entered: EntryTime? = nil,
        dueOn: CivilDate? = nil, note: String = "", reason: String? = nil
    ) {
        self.number = number
        self.details = details
        self.status = status
        self.entered = entered
        self.dueOn = dueOn
        self.note = note
        self.reason = reason
    }

    /// When a customer entered a status, as precisely as is known.
    public enum EntryTime: Hashable, Sendable {
        case at(Timestamp)
        /// The start of that day in the customer's calendar.
        case on(CivilDate)
    }

    /// Every field whose text breaks its rule, as "FIELD what is wrong"; empty when all is well.
    public func objections() -> [String] {
        var found: [String] = []
        if let number, let objection = FieldRule.number.objection(to: number) { found.append("number \(objection)") }
        found += details.objections()
        if let objection = FieldRule.body.objection(to: note) { found.append("note \(objection)") }
        return found
    }
}

extension CustomerDetails {
    /// Every field whose text breaks its rule, as "FIELD what is wrong"; empty when all is well.
    public func objections() -> [String] {
        var found: [String] = []
        func check(_ field: String, _ value: String?, _ rule: FieldRule) {
            guard let value, let objection = rule.objection(to: value) else { return }
            found.append("\(field) \(objection)")
        }
        let isVisible = name.unicodeScalars.contains {
            !$0.properties.isWhitespace && $0.properties.generalCategory != .format
        }
        if !isVisible { found.append("name is empty") }
        check("name", name, .name)
        check("department", department, .name)
        check("email", email, .email)
        check("phone", phone, .name)
        check("mobile", mobile, .name)
        check("website", website, .shortText)
        check("street", street, .shortText)
        check("city", city, .name)
        check("postalCode", postalCode, .name)
        check("country", country, .name)
        check("accountType", accountType, .name)
        check("leadSource", leadSource, .name)
        if tags.count > 100 { found.append("tags are more than 100") }
        for tag in tags.sorted() {
            if tag.isEmpty || tag.contains(",") { found.append("a tag is empty or has a comma in it") }
            check("tag", tag, .line(64))
        }
        if customFields.count > 100 { found.append("more than 100 custom fields") }
        for (name, value) in customFields.sorted(by: { $0.key < $1.key }) {
            if name.isEmpty { found.append("a custom field has no name") }
            check("custom field name", name, .name)
            check(name, value, .shortText)
        }
        return found
    }
}
