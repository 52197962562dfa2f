import ArgumentParser
import ControlAPI

struct CustomerCount: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "count", abstract: "Count customers by status.",
        discussion: """
            Example:
              followupctl customer count
            """)

    @OptionGroup var options: Options

    func run() async throws {
        let reply = try await options.connect().call(CustomersMethods.Count.self, Nothing())
        try options.show(reply.statuses, nothing: "There is no status yet; add some with `followupctl workflow apply`.")
    }
}
