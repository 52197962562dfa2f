import ArgumentParser
import ControlAPI

struct SearchExplain: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Tell how a search is read and worked off.",
        discussion: """
            Example:
              followupctl search explain 'overdue and owner = ana'
            """)

    @Argument(help: "A search expression.")
    var search: String

    @Option(help: "By what it is sorted.")
    var sort: CustomerSortChoice?

    @OptionGroup var options: Options

    func run() async throws {
        let reply = try await options.connect().call(
            SearchesMethods.Explain.self, .init(search: search, sort: sort?.rawValue))
        try options.show(reply)
    }
}
