import ArgumentParser
import ControlAPI
import Domain

struct CustomerAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a customer.",
        discussion: """
            It starts in the initial status unless --status names another, and its follow-ups are planned at once.

            Examples:
              followupctl customer add "Quandt Logistik" --owner ana
              followupctl customer add "Seebad Hotel" --number 9001 --status P \\
                  --entered 2026-11-16 --field industry=Hospitality
            """)

    @Argument(help: "The customer's name.")
    var name: String

    @Option(help: "The number to know it by; the daemon gives one otherwise.")
    var number: String?

    @Option(help: "Code of its status; the initial one otherwise.")
    var status: String?

    @OptionGroup(title: "Who and where")
    var details: CustomerDetailOptions

    @Option(
        help: ArgumentHelp(
            "When it entered the status, as a date or as RFC 3339; now otherwise.", valueName: "instant"))
    var entered: InstantArgument?

    @Option(help: ArgumentHelp("A due date in place of the one that the status gives.", valueName: "date"))
    var due: CivilDate?

    @Option(help: "Why it is in its status.")
    var note: String?

    @Option(help: ArgumentHelp("Which follow-ups that lie in the past are made up for.", valueName: "which"))
    var backfill: BackfillChoice?

    @OptionGroup var options: Options

    func run() async throws {
        let reply = try await options.connect().call(
            CustomersMethods.Add.self,
            details.parameters(
                name: name, number: number, status: status, enteredAt: entered?.milliseconds, dueOn: due?.description,
                note: note, backfill: backfill?.rawValue))
        try options.show(Outcome("Customer \(reply.number) is added.", ["number": .text(reply.number)]))
    }
}
