import ArgumentParser
import ControlAPI

struct TemplateList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List templates.",
        discussion: """
            Example:
              followupctl template list
            """)

    @Flag(help: "Retired ones too.")
    var retired = false

    @OptionGroup var options: Options

    func run() async throws {
        try await options.list(
            TemplatesMethods.List.self, .init(retired: retired ? true : nil), nothing: "There is no template yet."
        ) { $0.template }
    }
}
