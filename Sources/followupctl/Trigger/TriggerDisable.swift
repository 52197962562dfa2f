import ArgumentParser
import ControlAPI

struct TriggerDisable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "disable", abstract: "Take a trigger out of force; what it planned is cancelled.",
        discussion: """
            Example:
              followupctl trigger disable p-call
            """)

    @Argument(help: "The trigger's code.")
    var code: String

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(TriggersMethods.Disable.self, .init(code: code))
        try options.show(Outcome("Trigger \(code) is out of force.", ["code": .text(code)]))
    }
}
