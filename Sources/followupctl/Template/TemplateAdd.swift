import ArgumentParser
import ControlAPI

struct TemplateAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a template.",
        discussion: """
            Merge fields such as {{customer.name}}, {{owner.name}} and {{status.dueOn}} are filled in for each customer, sections such as
            {{#status.dueOn}}…{{/status.dueOn}} stand only where there is a value; an unknown field is refused. The fields:
            customer.number, name, department, email, phone, mobile, website, street, postalCode, city, country, birthday, anniversary,
            accountType, leadSource; owner.name, email; branch.name; status.code, name, enteredOn, dueOn; task.subject, dueOn.

            Examples:
              followupctl template add welcome --subject "Welcome, {{customer.name}}" \\
                  --text-file welcome.txt
              echo "We miss you." | followupctl template add miss --purpose marketing --subject Hello --text-file -
            """)

    @Argument(help: "The code: its unchanging handle.")
    var code: String

    @Option(help: "The name; the code otherwise.")
    var name: String?

    @Option(help: "The subject line.")
    var subject: String

    @OptionGroup var texts: TemplateTextOptions

    @OptionGroup var options: Options

    func validate() throws {
        guard texts.text != nil || texts.textFile != nil else {
            throw ValidationError("A template has a text; give --text-file or --text.")
        }
    }

    func run() async throws {
        let text = try texts.body() ?? ""
        _ = try await options.connect().call(
            TemplatesMethods.Add.self,
            .init(
                code: code, name: name, purpose: texts.purpose, subject: subject, text: text,
                html: try texts.html()))
        try options.show(Outcome("Template \(code) is added.", ["code": .text(code)]))
    }
}
