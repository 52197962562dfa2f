import ArgumentParser
import ControlAPI

struct CustomerList: AsyncParsableCommand {
    enum Sort: String, CaseIterable, ExpressibleByArgument {
        case entered, due
    }

    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List customers.",
        discussion: """
            Examples:
              followupctl customer list --overdue --sort due
              followupctl customer list --status P --owner ana --limit 20
              followupctl customer list --csv > customers.csv
            """)

    @Option(help: "Only those in this status, by code.")
    var status: String?

    @Option(help: "Only this user's, by code.")
    var owner: String?

    @Flag(help: "Only those that are overdue.")
    var overdue = false

    @Option(help: "By when they entered their status, or by due date.")
    var sort: Sort?

    @Option(help: ArgumentHelp("At most so many.", valueName: "count"))
    var limit: Int?

    @OptionGroup var options: Options

    func run() async throws {
        let filter = CustomersMethods.List.Parameters(
            status: status, owner: owner, overdue: overdue ? true : nil, sort: sort?.rawValue, limit: limit)
        try await options.list(
            CustomersMethods.List.self, filter, nothing: "There is no such customer."
        ) { $0.customer }
    }
}
