import ArgumentParser
import ControlAPI

struct StatusMove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "move", abstract: "Move a status within the order.",
        discussion: """
            Examples:
              followupctl status move B --up
              followupctl status move B --to 2
            """)

    @Argument(help: "Code of the status.")
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
            StatusesMethods.Move.self, .init(code: code, up: up ? true : nil, down: down ? true : nil, position: to))
        try options.show(Outcome("Status \(code) is moved.", ["code": .text(code)]))
    }
}
