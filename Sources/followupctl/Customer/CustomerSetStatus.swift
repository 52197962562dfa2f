import ArgumentParser
import ControlAPI
import Domain

struct CustomerSetStatus: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set-status", abstract: "Move a customer to a status.",
        discussion: """
            What was planned for the old status is cancelled, and what the new one's triggers say is planned.

            Examples:
              followupctl customer set-status 1042 A --note "Contract signed"
              followupctl customer set-status 1042 P --due 2026-12-31 --expected-version 7
              followupctl customer set-status 1042 P --restart
            """)

    @Argument(help: "The customer's number.")
    var number: String

    @Argument(help: "Code of the status.")
    var status: String

    @Option(help: "Why.")
    var note: String?

    @Option(help: ArgumentHelp("A due date in place of the one that the status gives.", valueName: "date"))
    var due: CivilDate?

    @Option(help: ArgumentHelp("Refuse if the customer was changed since that version.", valueName: "version"))
    var expectedVersion: Int?

    @Flag(help: "Begin a new stay in the status it already has.")
    var restart = false

    @OptionGroup var options: Options

    func run() async throws {
        let reply = try await options.connect().call(
            CustomersMethods.SetStatus.self,
            .init(
                number: number, status: status, note: note, dueOn: due?.description, expectedVersion: expectedVersion,
                restart: restart ? true : nil))
        try options.show(Outcome(reply.change, of: number))
    }
}
