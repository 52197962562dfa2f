import ArgumentParser
import ControlAPI

struct FollowUpList: AsyncParsableCommand {
    enum State: String, CaseIterable, ExpressibleByArgument {
        case planned, fired, suppressed, skipped, cancelled, failed, held
    }

    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List follow-ups by when they fire.",
        discussion: """
            Examples:
              followupctl followup list --state planned --limit 20
              followupctl followup list --customer 1042
              followupctl followup list --state held
            """)

    @Option(help: "Only those in this state.")
    var state: State?

    @Option(help: ArgumentHelp("Only this customer's.", valueName: "number"))
    var customer: String?

    @Option(help: ArgumentHelp("Only this trigger's, by code.", valueName: "code"))
    var trigger: String?

    @Option(help: ArgumentHelp("At most so many.", valueName: "count"))
    var limit: Int?

    @OptionGroup var options: Options

    func run() async throws {
        try await options.list(
            FollowUpsMethods.List.self, .init(state: state?.rawValue, number: customer, trigger: trigger, limit: limit),
            nothing: "There is no such follow-up."
        ) { $0.followUp }
    }
}
