import ArgumentParser
import ControlAPI

struct CustomerNote: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "note", abstract: "Add a note to a customer.",
        discussion: """
            `customer history` and `customer explain` show the notes.

            Example:
              followupctl customer note 1042 "Wants to hear from us after the fair"
            """)

    @Argument(help: "The customer's number.")
    var number: String

    @Argument(help: "The text; - for the standard input.")
    var text: String

    @OptionGroup var options: Options

    func run() async throws {
        let text = try text == "-" ? InputFile(path: "-").text() : text
        let reply = try await options.connect().call(CustomersMethods.AddNote.self, .init(number: number, text: text))
        try options.show(Outcome("The note is kept.", ["number": .text(number), "id": .number(reply.id)]))
    }
}
