import ArgumentParser
import ControlAPI

struct SearchRun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "List the customers that a kept search finds.",
        discussion: """
            Examples:
              followupctl search run late
              followupctl search run late --csv > late.csv
            """)

    @Argument(help: "The code: its unchanging handle.")
    var code: String

    @Option(help: ArgumentHelp("At most so many.", valueName: "count"))
    var limit: Int?

    @OptionGroup var options: Options

    func run() async throws {
        let daemon = try await options.connect()
        let search = try await daemon.call(SearchesMethods.Get.self, .init(code: code)).search
        let parameters = CustomersMethods.List.Parameters(
            search: search.search, departments: search.departments, sort: search.sort, descending: search.descending,
            limit: limit)
        try await options.listCustomers(parameters, on: daemon, columns: search.columns)
    }
}
