import ArgumentParser
import ControlAPI

struct StatusRetire: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retire", abstract: "Offer a status no longer.",
        discussion: """
            Customers who are in it stay, and history names it.

            Example:
              followupctl status retire B
            """)

    @Argument(help: "Code of the status.")
    var code: String

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(StatusesMethods.Retire.self, .init(code: code))
        try options.show(Outcome("Status \(code) is retired.", ["code": .text(code)]))
    }
}
