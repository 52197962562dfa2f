import ArgumentParser
import ControlAPI

struct StatusList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List statuses in their order.",
        discussion: """
            Example:
              followupctl status list
            """)

    @Flag(help: "Retired ones too.")
    var retired = false

    @OptionGroup var options: Options

    func run() async throws {
        try await options.list(
            StatusesMethods.List.self, .init(retired: retired ? true : nil),
            nothing: "There is no status yet; add some with `followupctl workflow apply`."
        ) { $0.status }
    }
}
