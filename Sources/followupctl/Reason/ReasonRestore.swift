import ArgumentParser
import ControlAPI

struct ReasonRestore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Offer a retired reason again.",
        discussion: """
            Example:
              followupctl reason restore I no-need
            """)

    @Argument(help: "Code or name of the status.")
    var status: String

    @Argument(help: "Code of the reason.")
    var code: String

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(StatusesMethods.RestoreReason.self, .init(status: status, code: code))
        try options.show(
            Outcome("Reason \(code) of \(status) is offered again.", ["status": .text(status), "code": .text(code)]))
    }
}
