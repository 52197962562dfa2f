import ArgumentParser
import ControlAPI

struct StatusEdit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change a status.",
        discussion: """
            The options name what changes; the rest stays. A duration applies to later stays, unless --apply-to-open is given.

            Examples:
              followupctl status edit P --duration "10 business days" --apply-to-open
              followupctl status edit A --entry-rule 'email is set and phone is set' --reason-required
              followupctl status edit D --successors A,I --duration ""
            """)

    @Argument(help: "Code or name of the status.")
    var code: String

    @Option(help: "The name.")
    var name: String?

    @OptionGroup(title: "What it is like")
    var rules: StatusRuleOptions

    @Flag(inversion: .prefixedNo, help: "Whether its customers are active.")
    var active: Bool?

    @Flag(help: "Count the due dates of customers already in it anew, except where a person set them.")
    var applyToOpen = false

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(
            StatusesMethods.Update.self,
            .init(
                code: code, name: name, description: rules.description, duration: rules.duration, active: active,
                allows: rules.allowsList, loyalty: rules.loyalty, initial: rules.initial ? true : nil,
                successors: rules.successorsList, entryRule: rules.entryRule, reasonRequired: rules.reasonRequired,
                messageOnEntry: rules.messageOnEntry, taskOnEntry: rules.taskOnEntry,
                applyToOpen: applyToOpen ? true : nil))
        try options.show(Outcome("Status \(code) is changed.", ["code": .text(code)]))
    }
}
