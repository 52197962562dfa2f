import ArgumentParser
import ControlAPI

struct TemplateShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a template with its text.",
        discussion: """
            Example:
              followupctl template show welcome
            """)

    @Argument(help: "The template's code.")
    var code: String

    @OptionGroup var options: Options

    func run() async throws {
        let template = try await options.connect().call(TemplatesMethods.Get.self, .init(code: code)).template
        try options.show(
            Row(template),
            letter: Letter(
                heads: [("Code", template.code), ("Name", template.name), ("Subject", template.subject)],
                text: template.text))
    }
}
