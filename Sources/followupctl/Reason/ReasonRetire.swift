import ArgumentParser
import ControlAPI

struct ReasonRetire: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retire", abstract: "Offer a reason no longer.",
        discussion: """
            Example:
              followupctl reason retire I no-need
            """)

    @Argument(help: "Code or name of the status.")
    var status: String

    @Argument(help: "Code of the reason.")
    var code: String

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(StatusesMethods.RetireReason.self, .init(status: status, code: code))
        try options.show(
            Outcome("Reason \(code) of \(status) is retired.", ["status": .text(status), "code": .text(code)]))
    }
}
