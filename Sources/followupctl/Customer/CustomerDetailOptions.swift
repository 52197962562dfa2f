import ArgumentParser
import Domain

/// Who a customer is, where, and whose.
struct CustomerDetailOptions: ParsableArguments {
    @Option(help: "Code of the user who looks after it.")
    var owner: String?

    @Option(help: "Code of its branch.")
    var branch: String?

    @Option(help: "Name of the department, for a department of a customer.")
    var department: String?

    @Option(help: ArgumentHelp("The customer it is a department of.", valueName: "number"))
    var parent: String?

    @Option(help: "Mail address.")
    var email: String?

    @Option(help: "Telephone number.")
    var phone: String?

    @Option(help: "Telephone number that takes text messages.")
    var mobile: String?

    @Option(help: "Address of its website.")
    var website: String?

    @Option(help: "Street and house number.")
    var street: String?

    @Option(help: "City.")
    var city: String?

    @Option(help: "Postal code.")
    var postalCode: String?

    @Option(help: "Country.")
    var country: String?

    @Option(help: "Kind of account.")
    var accountType: String?

    @Option(help: "Where it came from.")
    var leadSource: String?

    @Option(help: ArgumentHelp("Birthday.", valueName: "date"))
    var birthday: CivilDate?

    @Option(help: ArgumentHelp("Anniversary.", valueName: "date"))
    var anniversary: CivilDate?

    @Option(help: ArgumentHelp("A field of your own; may be repeated.", valueName: "name=value"))
    var field: [CustomField] = []

    /// Those given, by their names on the wire.
    var fields: [String: String] {
        let given: [String: String?] = [
            "owner": owner, "branch": branch, "department": department, "parent": parent, "email": email,
            "phone": phone,
            "mobile": mobile, "website": website, "street": street, "city": city, "postalCode": postalCode,
            "country": country,
            "accountType": accountType, "leadSource": leadSource, "birthday": birthday?.description,
            "anniversary": anniversary?.description,
        ]
        return given.compactMapValues { $0 }
    }

    var customFields: [String: String] { Dictionary(field.map { ($0.name, $0.value) }) { _, last in last } }
}
