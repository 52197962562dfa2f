import ArgumentParser
import ControlAPI

struct SearchSave: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "save", abstract: "Keep a search under a code.",
        discussion: """
            Examples:
              followupctl search save late 'active and overdue by 3 days' --sort due
              followupctl search save berlin 'city = "Berlin"' --columns number,name,phone --shared
            """)

    @Argument(help: "The code: its unchanging handle.")
    var code: String

    @Argument(help: "A search expression.")
    var search: String

    @Option(help: "A name for people.")
    var name: String?

    @Flag(help: "Let everybody have it; for managers.")
    var shared = false

    @Option(help: ArgumentHelp("The columns to show, separated by commas.", valueName: "names"))
    var columns: String?

    @Option(help: "By what it is sorted.")
    var sort: CustomerSortChoice?

    @Flag(help: "From the end.")
    var descending = false

    @Flag(help: "The departments of those found too.")
    var departments = false

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(
            SearchesMethods.Save.self,
            .init(
                code: code, name: name, shared: shared ? true : nil, search: search,
                columns: columns.map(ListArgument.items),
                sort: sort?.rawValue, descending: descending ? true : nil, departments: departments ? true : nil))
        try options.show(
            Outcome("The search \(code) is kept; run it with `followupctl search run \(code)`.", ["code": .text(code)]))
    }
}
