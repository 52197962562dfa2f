import ArgumentParser
import ControlAPI

struct StatusAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a status behind the others.",
        discussion: """
            A status with a duration gets a trigger of its own: a task for the customer's owner when overdue.

            Examples:
              followupctl status add L Lead --duration "2 business days" --initial
              followupctl status add DNS "Do Not Service" --inactive
              followupctl status add A Active --allows order,fill,assign --entry-rule 'email is set'
            """)

    @Argument(help: "The code: its unchanging handle.")
    var code: String

    @Argument(help: "The name.")
    var name: String

    @OptionGroup(title: "What it is like")
    var rules: StatusRuleOptions

    @Flag(help: "Its customers are not active.")
    var inactive = false

    @Flag(help: "Leave out the trigger that a status with a duration gets.")
    var noFollowUp = false

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(
            StatusesMethods.Add.self,
            .init(
                code: code, name: name, description: rules.description, duration: rules.duration,
                active: inactive ? false : nil,
                allows: rules.allowsList, loyalty: rules.loyalty, initial: rules.initial ? true : nil,
                successors: rules.successorsList, entryRule: rules.entryRule, reasonRequired: rules.reasonRequired,
                messageOnEntry: rules.messageOnEntry, taskOnEntry: rules.taskOnEntry,
                noFollowUp: noFollowUp ? true : nil))
        try options.show(Outcome("Status \(code) is added.", ["code": .text(code)]))
    }
}
