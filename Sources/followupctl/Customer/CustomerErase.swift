import ArgumentParser
import ControlAPI

struct CustomerErase: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "erase", abstract: "Remove everything that tells who a customer was, for good.",
        discussion: """
            Fields, notes, texts of tasks and messages, spool files, audit entries and the bytes in the database files go; counts and dates stay under
            an anonymous number. Digests still in the spool and pages of report jobs go with it, whomever they are about; the next runs make new
            ones. Backups keep the customer until they age out, and so do mails that have left and reports that you wrote yourself.

            Examples:
              followupctl customer erase 1042
              followupctl customer erase 1042 --yes
            """)

    @Argument(help: "The customer's number.")
    var number: String

    @Option(help: ArgumentHelp("Refuse if the customer was changed since that version.", valueName: "version"))
    var expectedVersion: Int?

    @Flag(help: "Do not ask.")
    var yes = false

    @OptionGroup var options: Options

    func run() async throws {
        try Confirmation.ask("Erase customer \(number) for good?", isGiven: yes)
        let reply = try await options.connect().call(
            CustomersMethods.Erase.self, .init(number: number, expectedVersion: expectedVersion))
        try options.show(
            Outcome(
                "Customer \(number) is erased; the ledger calls it \(reply.anonymousNumber). Backups made before keep it until they age out.",
                ["anonymousNumber": .text(reply.anonymousNumber)]))
    }
}
