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

    @Option(help: ArgumentHelp("Code or name of a reason of that status.", valueName: "reason"))
    var reason: String?

    @Option(help: "Why, in your words.")
    var note: String?

    @Option(help: ArgumentHelp("Refuse if the customer was changed since that version.", valueName: "version"))
    var expectedVersion: Int?

    @OptionGroup(title: "What comes with it")
    var work: ChangeWork

    @OptionGroup var options: Options

    func run() async throws {
        let reply = try await options.connect().call(
            CustomersMethods.Advance.self,
            .init(
                number: number, reason: reason, note: note, expectedVersion: expectedVersion, task: work.newTask,
                message: work.newMessage))
        try options.show(Outcome(reply.change, of: number))
    }
}
