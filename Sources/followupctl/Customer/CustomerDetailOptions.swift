import ArgumentParser
import ControlAPI

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

    @Option(help: ArgumentHelp("A field of your own; may be repeated.", valueName: "name=value"))
    var field: [CustomField] = []

    func parameters(
        name: String, number: String?, status: String?, enteredAt: Int64?, dueOn: String?, note: String?,
        backfill: String?
    ) -> CustomersMethods.Add.Parameters {
        let fields = Dictionary(field.map { ($0.name, $0.value) }) { _, last in last }
        return CustomersMethods.Add.Parameters(
            number: number, name: name, department: department, parent: parent, branch: branch, owner: owner,
            email: email, phone: phone, website: website, street: street, city: city, postalCode: postalCode,
            country: country, accountType: accountType, leadSource: leadSource,
            customFields: fields.isEmpty ? nil : fields, status: status, enteredAt: enteredAt, dueOn: dueOn, note: note,
            backfill: backfill)
    }
}
