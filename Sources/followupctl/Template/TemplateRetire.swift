import ArgumentParser
import ControlAPI

struct TemplateRetire: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retire", abstract: "Take a template off the list of those offered.",
        discussion: """
            Example:
              followupctl template retire welcome
            """)

    @Argument(help: "The template's code.")
    var code: String

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(TemplatesMethods.Retire.self, .init(code: code))
        try options.show(Outcome("Template \(code) is retired.", ["code": .text(code)]))
    }
}
