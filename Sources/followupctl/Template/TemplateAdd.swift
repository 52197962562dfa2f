import ArgumentParser
import ControlAPI

struct TemplateAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a template.",
        discussion: """
            Merge fields such as {{customer.name}}, {{owner.name}} and {{status.dueOn}} are filled in for each customer; \
            an unknown one is refused.

            Examples:
              followupctl template add welcome --subject "Welcome, {{customer.name}}" \\
                  --text-file welcome.txt
              echo "We miss you." | followupctl template add miss --subject Hello --text-file -
            """)

    @Argument(help: "The code: its unchanging handle.")
    var code: String

    @Option(help: "The name; the code otherwise.")
    var name: String?

    @Option(help: "The subject line.")
    var subject: String

    @Option(help: "The text.")
    var text: String?

    @Option(
        help: ArgumentHelp("The file with the text; - for the standard input.", valueName: "file"), completion: .file())
    var textFile: String?

    @OptionGroup var options: Options

    func validate() throws {
        guard (text == nil) != (textFile == nil) else {
            throw ValidationError("A template has one text; give either --text-file or --text.")
        }
    }

    func run() async throws {
        let text = try textFile.map { try InputFile(path: $0).text() } ?? text ?? ""
        _ = try await options.connect().call(
            TemplatesMethods.Add.self, .init(code: code, name: name, subject: subject, text: text))
        try options.show(Outcome("Template \(code) is added.", ["code": .text(code)]))
    }
}
