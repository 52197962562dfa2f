import ArgumentParser
import ControlAPI

struct TemplateEdit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change a template for messages yet to be made.",
        discussion: """
            The options name what changes; the rest stays. Messages that are queued keep their text.

            Examples:
              followupctl template edit welcome --subject "Good to have you, {{customer.name}}"
              followupctl template edit welcome --html-file ""
            """)

    @Argument(help: "The template's code.")
    var code: String

    @Option(help: "The name.")
    var name: String?

    @Option(help: "The subject line.")
    var subject: String?

    @OptionGroup var texts: TemplateTextOptions

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(
            TemplatesMethods.Update.self,
            .init(
                code: code, name: name, purpose: texts.purpose, subject: subject, text: try texts.body(),
                html: try texts.html()))
        try options.show(Outcome("Template \(code) is changed.", ["code": .text(code)]))
    }
}
