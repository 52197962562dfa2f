import ArgumentParser
import ControlAPI
import Domain

struct CustomerSetStatus: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set-status", abstract: "Move a customer to a status, or all customers that a search finds.",
        discussion: """
            What was planned for the old status is cancelled, and what the new one's triggers say is planned.

            With --where every customer that the search finds is moved: the command shows what would happen and asks. Who cannot be \
            moved stays, with the reasons; with --atomic all are moved, or none.

            Examples:
              followupctl customer set-status 1042 Active --reason Signed
              followupctl customer set-status 1042 A --on 2026-11-16 --note "Contract came on Monday"
              followupctl customer set-status 1042 H --task "Ask for the papers" --mail credit-documents
              followupctl customer set-status --where 'status = P and daysInStatus > 90' I --reason no-need
            """)

    @Argument(
        help: ArgumentHelp(
            "The customer's number, unless --where is given; then the status.", valueName: "number-and-status"))
    var arguments: [String]

    @Option(name: .customLong("where"), help: ArgumentHelp("Every customer that this finds.", valueName: "search"))
    var search: String?

    @Option(help: ArgumentHelp("Code or name of a reason of the status.", valueName: "reason"))
    var reason: String?

    @Option(help: "Why, in your words.")
    var note: String?

    @Option(help: ArgumentHelp("A due date in place of the one that the status gives.", valueName: "date"))
    var due: CivilDate?

    @Option(
        name: .customLong("on"), help: ArgumentHelp("The day on which it happened, if before today.", valueName: "date")
    )
    var onDate: CivilDate?

    @Option(help: ArgumentHelp("Which follow-ups that lie in the past then are made up for.", valueName: "which"))
    var backfill: BackfillChoice?

    @Option(help: ArgumentHelp("Refuse if the customer was changed since that version.", valueName: "version"))
    var expectedVersion: Int?

    @Flag(help: "Begin a new stay in the status it already has.")
    var restart = false

    @OptionGroup(title: "What comes with it")
    var work: ChangeWork

    @Flag(help: "With --where: all, or none if one of them cannot be moved.")
    var atomic = false

    @Flag(help: "With --where: only tell what would happen.")
    var preview = false

    @Flag(help: "With --where: do not ask.")
    var yes = false

    @OptionGroup var options: Options

    func validate() throws {
        guard arguments.count == (search == nil ? 2 : 1) else {
            throw ValidationError("Name a customer and a status, or --where SEARCH and a status.")
        }
        if search != nil, expectedVersion != nil {
            throw ValidationError("--expected-version is for a single customer.")
        }
        if search == nil, atomic || preview || yes {
            throw ValidationError("--atomic, --preview and --yes go with --where.")
        }
    }

    func run() async throws {
        let daemon = try await options.connect()
        if let search {
            return try await BulkChange(
                daemon: daemon, options: options, parameters: parameters(search: search, mode: "preview")
            )
            .run(atomic: atomic, preview: preview, yes: yes)
        }
        let reply = try await daemon.call(
            CustomersMethods.SetStatus.self,
            .init(
                number: arguments[0], status: arguments[1], reason: reason, note: note, dueOn: due?.description,
                onDate: onDate?.description, backfill: backfill?.rawValue, expectedVersion: expectedVersion,
                restart: restart ? true : nil, task: work.newTask, message: work.newMessage))
        try options.show(Outcome(reply.change, of: arguments[0]))
    }

    private func parameters(search: String, mode: String) -> CustomersMethods.SetStatusWhere.Parameters {
        CustomersMethods.SetStatusWhere.Parameters(
            search: search, status: arguments[0], reason: reason, note: note, dueOn: due?.description,
            onDate: onDate?.description, backfill: backfill?.rawValue, restart: restart ? true : nil,
            task: work.newTask,
            message: work.newMessage, mode: mode)
    }
}
