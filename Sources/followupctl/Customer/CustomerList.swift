import ArgumentParser
import ControlAPI

/// By what customers are sorted; the raw values are the wire's.
enum CustomerSortChoice: String, CaseIterable, ExpressibleByArgument {
    case created, number, name, due, entered
}

struct CustomerList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List customers: all, or those that a search finds.",
        discussion: """
            A search is made of rules: FIELD = VALUE, and != < <= > >= ~ in (…) within, is set, is not set; joined by and, or, not and \
            brackets. ~ looks for a part, in names for beginnings of words. Days are dates, or counted from today. Flags stand alone: \
            overdue, overdue by N days, active, loyalty, paused, doNotMarket, doNotCall, has task, has note, has department.

            Fields: number, name, department, parent, branch, owner (a user, or me), email, phone, mobile, website, street, city, \
            postalCode, country, accountType, leadSource, tag, allows, status, reason, optOut, birthday, anniversary, activated, due, \
            lastPayment, pausedUntil, entered, created, yearToDateSales, receivableBalance, lifetimeSales, daysInStatus, custom.NAME.

            Examples:
              followupctl customer list 'overdue and owner = "ana"' --sort due
              followupctl customer list 'status in (Prospect, Bid) and not branch within north'
              followupctl customer list 'due < today + 3 business days' --columns number,name,due
              followupctl customer list 'name ~ "muller" or custom."Lead quality" = A'
              followupctl customer list --csv > customers.csv
            """)

    @Argument(help: "A search expression.")
    var search: String?

    @Option(help: "Only those in this status, by code or name.")
    var status: String?

    @Option(help: "Only this user's, by code.")
    var owner: String?

    @Flag(help: "Only those that are overdue.")
    var overdue = false

    @Flag(help: "The departments of those found too, at any depth.")
    var departments = false

    @Option(help: "By what it is sorted; as they are found fastest otherwise.")
    var sort: CustomerSortChoice?

    @Flag(help: "From the end.")
    var descending = false

    @Option(
        help: ArgumentHelp("The columns to show, by their names in --json, separated by commas.", valueName: "names"))
    var columns: String?

    @Option(help: ArgumentHelp("At most so many.", valueName: "count"))
    var limit: Int?

    @OptionGroup var options: Options

    func run() async throws {
        let filter = CustomersMethods.List.Parameters(
            search: search, status: status, owner: owner, overdue: overdue ? true : nil,
            departments: departments ? true : nil,
            sort: sort?.rawValue, descending: descending ? true : nil, limit: limit)
        try await options.listCustomers(
            filter, on: try await options.connect(), columns: columns.map(ListArgument.items) ?? [])
    }
}

extension Options {
    /// Shows customers as they come, with the columns asked for.
    func listCustomers(
        _ filter: CustomersMethods.List.Parameters, on daemon: Daemon, columns: [String]
    ) async throws {
        let chosen = try CustomerColumnChoice.columns(columns)
        let listing = Listing<CustomersMethods.Customer>(
            format, title: "Customers", columns: chosen, excel: excel, nothing: "There is no such customer.")
        for try await reply in try daemon.stream(CustomersMethods.List.self, filter) {
            if let customer = reply.customer { try listing.add(customer) }
        }
        try listing.finish()
    }
}

/// Columns by the names that a person gives them: those of the wire, and those of searches.
enum CustomerColumnChoice {
    private static let others = [
        "due": "dueOn", "entered": "enteredAt", "created": "createdAt", "activated": "activatedOn",
        "lastPayment": "lastPaymentOn",
        "tag": "tags", "optOut": "optOuts", "daysOverdue": "daysOverdue",
    ]

    /// nil: the usual ones.
    static func columns(_ names: [String]) throws -> [Column]? {
        guard !names.isEmpty else { return nil }
        let known = CustomersMethods.Customer.wireMembers.map(\.name)
        return try names.map { name in
            let member = others[name] ?? name
            guard known.contains(member) else {
                throw Failure("There is no column \(name); there are \(known.joined(separator: ", ")).", status: .usage)
            }
            return Column(name.uppercased(), member)
        }
    }
}
