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
              followupctl status add A Active --allows order,fill,assign
            """)

    @Argument(help: "The code: its unchanging handle.")
    var code: String

    @Argument(help: "The name.")
    var name: String

    @Option(help: "What it is for.")
    var description: String?

    @Option(
        help: ArgumentHelp(
            "How long a customer may stay without being overdue, such as \"5 business days\" or \"4 hours\".",
            valueName: "span"))
    var duration: String?

    @Flag(help: "Its customers are not active.")
    var inactive = false

    @Option(help: ArgumentHelp("The work it lets happen, separated by commas.", valueName: "work"))
    var allows: String?

    @Flag(help: "Its customers take part in loyalty rewards.")
    var loyalty = false

    @Flag(help: "New customers start here.")
    var initial = false

    @Flag(help: "Leave out the trigger that a status with a duration gets.")
    var noFollowUp = false

    @OptionGroup var options: Options

    func run() async throws {
        let allows = allows.map { $0.split(whereSeparator: { $0 == "," || $0 == " " }).map(String.init) }
        let parameters = StatusesMethods.Add.Parameters(
            code: code, name: name, description: description, duration: duration, active: inactive ? false : nil,
            allows: allows, loyalty: loyalty ? true : nil, initial: initial ? true : nil,
            noFollowUp: noFollowUp ? true : nil)
        _ = try await options.connect().call(StatusesMethods.Add.self, parameters)
        try options.show(Outcome("Status \(code) is added.", ["code": .text(code)]))
    }
}
