import ArgumentParser
import ControlAPI

struct CustomerAdvance: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "advance", abstract: "Move a customer to the next status in order.",
        discussion: """
            Example:
              followupctl customer advance 1042 --note "Answered the mail"
            """)

    @Argument(help: "The customer's number.")
    var number: String

    @Option(help: "Why.")
    var note: String?

    @Option(help: ArgumentHelp("Refuse if the customer was changed since that version.", valueName: "version"))
    var expectedVersion: Int?

    @OptionGroup var options: Options

    func run() async throws {
        let reply = try await options.connect().call(
            CustomersMethods.Advance.self, .init(number: number, note: note, expectedVersion: expectedVersion))
        try options.show(Outcome(reply.change, of: number))
    }
}
