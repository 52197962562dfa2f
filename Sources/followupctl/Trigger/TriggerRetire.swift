import ArgumentParser
import ControlAPI

struct TriggerRetire: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retire", abstract: "Take a trigger out of use for good; what it planned is cancelled.",
        discussion: """
            Example:
              followupctl trigger retire p-call
            """)

    @Argument(help: "The trigger's code.")
    var code: String

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(TriggersMethods.Retire.self, .init(code: code))
        try options.show(Outcome("Trigger \(code) is retired.", ["code": .text(code)]))
    }
}
