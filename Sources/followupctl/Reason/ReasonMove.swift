import ArgumentParser
import ControlAPI

struct ReasonMove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "move", abstract: "Move a reason within the order of its status.",
        discussion: """
            Example:
              followupctl reason move I no-need --up
            """)

    @Argument(help: "Code or name of the status.")
    var status: String

    @Argument(help: "Code of the reason.")
    var code: String

    @Flag(help: "One place up.")
    var up = false

    @Flag(help: "One place down.")
    var down = false

    @Option(help: ArgumentHelp("To that place, from 1.", valueName: "place"))
    var to: Int?

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(
            StatusesMethods.MoveReason.self,
            .init(status: status, code: code, up: up ? true : nil, down: down ? true : nil, position: to))
        try options.show(
            Outcome("Reason \(code) of \(status) is moved.", ["status": .text(status), "code": .text(code)]))
    }
}
