import ArgumentParser
import ControlAPI

struct CustomerCount: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "count", abstract: "Count customers by status.",
        discussion: """
            Examples:
              followupctl customer count
              followupctl customer count 'owner = me'
            """)

    @Argument(help: "A search expression; every customer otherwise.")
    var search: String?

    @OptionGroup var options: Options

    func run() async throws {
        let reply = try await options.connect().call(CustomersMethods.Count.self, .init(search: search))
        try options.show(reply.statuses, nothing: "There is no status yet; add some with `followupctl workflow apply`.")
    }
}
