import ArgumentParser
import ControlAPI

struct StatusRestore: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "restore", abstract: "Offer a retired status again.",
        discussion: """
            Example:
              followupctl status restore B
            """)

    @Argument(help: "Code of the status.")
    var code: String

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(StatusesMethods.Restore.self, .init(code: code))
        try options.show(Outcome("Status \(code) is offered again.", ["code": .text(code)]))
    }
}
