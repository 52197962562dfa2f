import ArgumentParser
import ControlAPI

struct TemplatePreview: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "preview", abstract: "Show what a template says to a customer.",
        discussion: """
            Example:
              followupctl template preview welcome 1042
            """)

    @Argument(help: "The template's code.")
    var code: String

    @Argument(help: "The customer's number.")
    var number: String

    @OptionGroup var options: Options

    func run() async throws {
        let reply = try await options.connect().call(TemplatesMethods.Preview.self, .init(code: code, number: number))
        try options.show(
            Row(["subject": .text(reply.subject), "text": .text(reply.text)]),
            letter: Letter(heads: [("Subject", reply.subject)], text: reply.text))
    }
}
