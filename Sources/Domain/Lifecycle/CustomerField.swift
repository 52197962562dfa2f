/// A field of a customer by the name it has on the wire, in files and on the command line: one table from name to place, so that adding,
/// changing, importing, exporting and auditing cannot differ.
public enum CustomerField: String, CaseIterable, Sendable {
    case name, department, parent, branch, owner, email, phone, mobile, website, street, city, postalCode, country
    case accountType, leadSource, birthday, anniversary, doNotMarket, doNotCall, optOuts
    case lastPaymentOn, yearToDateSales, receivableBalance, lifetimeSales, tags

    public init?(anyCase name: String) {
        let lowered = name.lowercased()
        guard let field = Self.allCases.first(where: { $0.rawValue.lowercased() == lowered }) else { return nil }
        self = field
    }

    /// The field as text; empty if it is not set. Several values are separated by commas, in order; flags are `true` or `false`.
    public func text(in details: CustomerDetails) -> String {
        switch self {
        case .name: details.name
        case .department: details.department ?? ""
        case .parent: details.parent ?? ""
        case .branch: details.branch ?? ""
        case .owner: details.owner ?? ""
        case .email: details.email ?? ""
        case .phone: details.phone ?? ""
        case .mobile: details.mobile ?? ""
        case .website: details.website ?? ""
        case .street: details.street ?? ""
        case .city: details.city ?? ""
        case .postalCode: details.postalCode ?? ""
        case .country: details.country ?? ""
        case .accountType: details.accountType ?? ""
        case .leadSource: details.leadSource ?? ""
        case .birthday: details.birthday?.description ?? ""
        case .anniversary: details.anniversary?.description ?? ""
        case .doNotMarket: details.contact.doNotMarket ? "true" : ""
        case .doNotCall: details.contact.doNotCall ? "true" : ""
        case .optOuts: details.contact.optOuts.map(\.rawValue).sorted().joined(separator: ",")
        case .lastPaymentOn: details.figures.lastPaymentOn?.description ?? ""
        case .yearToDateSales: details.figures.yearToDateSales?.description ?? ""
        case .receivableBalance: details.figures.receivableBalance?.description ?? ""
        case .lifetimeSales: details.figures.lifetimeSales?.description ?? ""
        case .tags: details.tags.sorted().joined(separator: ",")
        }
    }

    /// Sets the field from its text; an empty text clears it.
    /// - Throws: `CustomerFieldError` if the text is not in the field's notation. Lengths and characters are checked with the whole draft.
    public func set(_ text: String, in details: inout CustomerDetails) throws(CustomerFieldError) {
        let given: String? = text.isEmpty ? nil : text
        switch self {
        case .name: details.name = text
        case .department: details.department = given
        case .parent: details.parent = given
        case .branch: details.branch = given
        case .owner: details.owner = given
        case .email: details.email = given
        case .phone: details.phone = given
        case .mobile: details.mobile = given
        case .website: details.website = given
        case .street: details.street = given
        case .city: details.city = given
        case .postalCode: details.postalCode = given
        case .country: details.country = given
        case .accountType: details.accountType = given
        case .leadSource: details.leadSource = given
        case .birthday: details.birthday = try read(given, like: "1980-12-31")
        case .anniversary: details.anniversary = try read(given, like: "2019-12-31")
        case .doNotMarket: details.contact.doNotMarket = try flag(given)
        case .doNotCall: details.contact.doNotCall = try flag(given)
        case .optOuts: details.contact.optOuts = try channels(given)
        case .lastPaymentOn: details.figures.lastPaymentOn = try read(given, like: "2026-12-31")
        case .yearToDateSales: details.figures.yearToDateSales = try read(given, like: "1500.00")
        case .receivableBalance: details.figures.receivableBalance = try read(given, like: "1500.00")
        case .lifetimeSales: details.figures.lifetimeSales = try read(given, like: "1500.00")
        case .tags: details.tags = Set(Self.items(text))
        }
    }

    /// What stands between commas, without the blanks around it and without empty items.
    public static func items(_ text: String) -> [String] {
        text.split(separator: ",").map { trimmed(String($0)) }.filter { !$0.isEmpty }
    }

    /// Without the blanks around it.
    public static func trimmed(_ text: String) -> String {
        String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }

    private func read<Value: LosslessStringConvertible>(_ text: String?, like example: String)
        throws(CustomerFieldError) -> Value?
    {
        guard let text else { return nil }
        guard let value = Value(text) else {
            throw CustomerFieldError(field: rawValue, objection: "is not written like \(example)")
        }
        return value
    }

    private func flag(_ text: String?) throws(CustomerFieldError) -> Bool {
        switch text?.lowercased() {
        case nil, "false", "no", "0": false
        case "true", "yes", "1": true
        default: throw CustomerFieldError(field: rawValue, objection: "is neither true nor false")
        }
    }

    private func channels(_ text: String?) throws(CustomerFieldError) -> Set<Channel> {
        var channels: Set<Channel> = []
        for item in Self.items(text ?? "") {
            guard let channel = Channel(rawValue: item), ContactWishes.channels.contains(channel) else {
                throw CustomerFieldError(field: rawValue, objection: "names something else than email, sms and letter")
            }
            channels.insert(channel)
        }
        return channels
    }
}

/// A text that is not in its field's notation.
public struct CustomerFieldError: Error, Hashable, Sendable, CustomStringConvertible {
    public let field: String
    /// The words follow "FIELD is refused: it ".
    public let objection: String

    public init(field: String, objection: String) {
        self.field = field
        self.objection = objection
    }

    public var description: String { "\(field) \(objection)" }
}

/// A change of a customer's fields: the ones named get their text, the others stay.
public struct CustomerEdit: Hashable, Sendable {
    public var fields: [CustomerField: String]
    /// By name; an empty text removes the field.
    public var customFields: [String: String]
    public var addedTags: Set<String>
    public var removedTags: Set<String>

    public init(
        fields: [CustomerField: String] = [:], customFields: [String: String] = [:], addedTags: Set<String> = [],
        removedTags: Set<String> = []
    ) {
        self.fields = fields
        self.customFields = customFields
        self.addedTags = addedTags
        self.removedTags = removedTags
    }

    /// - Throws: `CustomerFieldError` for the first field, in their order, that is not in its notation.
    public func applied(to details: CustomerDetails) throws(CustomerFieldError) -> CustomerDetails {
        var details = details
        for field in CustomerField.allCases {
            if let text = fields[field] { try field.set(text, in: &details) }
        }
        details.tags = details.tags.union(addedTags.map(CustomerField.trimmed)).subtracting(removedTags)
        for (name, value) in customFields { details.customFields[name] = value.isEmpty ? nil : value }
        return details
    }
}
