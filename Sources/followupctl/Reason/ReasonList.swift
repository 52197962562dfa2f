import ArgumentParser
import ControlAPI

struct ReasonList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the reasons of a status in their order.",
        discussion: """
            Example:
              followupctl reason list I
            """)

    @Argument(help: "Code or name of the status.")
    var status: String

    @Flag(help: "Retired ones too.")
    var retired = false

    @OptionGroup var options: Options

    func run() async throws {
        try await options.list(
            StatusesMethods.ListReasons.self, .init(status: status, retired: retired ? true : nil),
            nothing: "The status has no reasons; add some with `followupctl reason add`."
        ) { $0.reason }
    }
}
