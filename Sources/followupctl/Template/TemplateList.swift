import ArgumentParser
import ControlAPI

struct TemplateList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List templates.",
        discussion: """
            Example:
              followupctl template list
            """)

    @OptionGroup var options: Options

    func run() async throws {
        try await options.list(
            TemplatesMethods.List.self, Nothing(), nothing: "There is no template yet."
        ) { $0.template }
    }
}
