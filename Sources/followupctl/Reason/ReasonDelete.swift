import ArgumentParser
import ControlAPI

struct ReasonDelete: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete a reason that no stay has.",
        discussion: """
            Example:
              followupctl reason delete I no-need
            """)

    @Argument(help: "Code or name of the status.")
    var status: String

    @Argument(help: "Code of the reason.")
    var code: String

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(StatusesMethods.DeleteReason.self, .init(status: status, code: code))
        try options.show(
            Outcome("Reason \(code) of \(status) is deleted.", ["status": .text(status), "code": .text(code)]))
    }
}
