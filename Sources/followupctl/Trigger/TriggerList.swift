import ArgumentParser
import ControlAPI

struct TriggerList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List triggers by status.",
        discussion: """
            Examples:
              followupctl trigger list
              followupctl trigger list --status P
            """)

    @Option(help: "Only this status', by code.")
    var status: String?

    @OptionGroup var options: Options

    func run() async throws {
        try await options.list(
            TriggersMethods.List.self, .init(status: status),
            nothing: "There is no such trigger."
        ) { $0.trigger }
    }
}
