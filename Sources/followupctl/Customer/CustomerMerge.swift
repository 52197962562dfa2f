import ArgumentParser
import ControlAPI

struct CustomerMerge: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Make two customers one.",
        discussion: """
            History, tasks, messages, notes and departments of the duplicate go to the customer that stays, and what that one lacks is taken over. It cannot be undone.

            Example:
              followupctl customer merge 1043 --into 1042
            """)

    @Argument(help: "Number of the duplicate.")
    var number: String

    @Option(help: ArgumentHelp("The customer that stays.", valueName: "number"))
    var into: String

    @Option(
        help: ArgumentHelp("Refuse if the customer that stays was changed since that version.", valueName: "version"))
    var expectedVersion: Int?

    @OptionGroup var options: Options

    func run() async throws {
        let reply = try await options.connect().call(
            CustomersMethods.Merge.self, .init(number: number, into: into, expectedVersion: expectedVersion))
        try options.show(
            Outcome(
                "Customer \(number) is now \(into), at version \(reply.version); both numbers find it.",
                ["number": .text(number), "into": .text(into), "version": .number(Int64(reply.version))]))
    }
}
