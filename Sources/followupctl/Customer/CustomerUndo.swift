import ArgumentParser
import ControlAPI

struct CustomerUndo: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Take back the last status change of a customer.",
        discussion: """
            Within 24 hours, and as long as nothing of the new status has fired. What the change had cancelled is planned again.

            Example:
              followupctl customer undo 1042
            """)

    @Argument(help: "The customer's number.")
    var number: String

    @Option(help: ArgumentHelp("Refuse if the customer was changed since that version.", valueName: "version"))
    var expectedVersion: Int?

    @OptionGroup var options: Options

    func run() async throws {
        let reply = try await options.connect().call(
            CustomersMethods.Undo.self, .init(number: number, expectedVersion: expectedVersion))
        try options.show(
            Outcome(
                "Customer \(number) is back in \(reply.to) as if it had not moved to \(reply.from), now at version \(reply.version).",
                [
                    "number": .text(number), "from": .text(reply.from), "to": .text(reply.to),
                    "version": .number(Int64(reply.version)),
                ]))
    }
}
