import ArgumentParser
import ControlAPI

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "List who changed what, newest first.",
        discussion: """
            What triggers do by themselves is in `followupctl followup list`.

            Examples:
              followupctl audit --limit 20
              followupctl audit --customer 1042
              followupctl audit --by ana --since 2026-11-01 --json
            """)

    @Option(help: ArgumentHelp("Only about this customer.", valueName: "number"))
    var customer: String?

    @Option(help: ArgumentHelp("Only about this kind: customer, status, user, …", valueName: "kind"))
    var kind: String?

    @Option(help: ArgumentHelp("Only about this code or number.", valueName: "code"))
    var subject: String?

    @Option(help: ArgumentHelp("Only by this user, or for him.", valueName: "user"))
    var by: String?

    @Option(help: ArgumentHelp("Only this action, such as edit or set-status.", valueName: "action"))
    var action: String?

    @Option(help: ArgumentHelp("Only where this stood before or after.", valueName: "text"))
    var text: String?

    @Option(help: ArgumentHelp("Only from then on.", valueName: "instant"))
    var since: InstantArgument?

    @Option(help: ArgumentHelp("Only before then.", valueName: "instant"))
    var until: InstantArgument?

    @Option(help: ArgumentHelp("At most so many.", valueName: "count"))
    var limit: Int?

    @OptionGroup var options: Options

    func run() async throws {
        let filter = AuditMethods.List.Parameters(
            kind: customer == nil ? kind : "customer", subject: customer ?? subject, by: by, action: action, text: text,
            sinceAt: since?.milliseconds, untilAt: until?.milliseconds, limit: limit)
        try await options.list(AuditMethods.List.self, filter, nothing: "Nothing of that kind was changed.") {
            $0.entry
        }
    }
}
