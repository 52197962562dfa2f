import ArgumentParser
import ControlAPI

struct TriggerEnable: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "enable", abstract: "Put a trigger in force.",
        discussion: """
            Example:
              followupctl trigger enable p-call
            """)

    @Argument(help: "The trigger's code.")
    var code: String

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(TriggersMethods.Enable.self, .init(code: code))
        try options.show(Outcome("Trigger \(code) is in force.", ["code": .text(code)]))
    }
}
