import ArgumentParser
import ControlAPI
import Domain

struct TaskAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a task by hand.",
        discussion: """
            Examples:
              followupctl task add 1042 "Send the contract" --assignee ana --due 2026-12-01
              followupctl task add 1042 "Ask about the roof" --type call --assignee team:sales
            """)

    @Argument(help: "The customer's number.")
    var number: String

    @Argument(help: "What is to be done, in a line.")
    var subject: String

    @Option(help: "What is to be done, at length.")
    var text: String?

    @Option(help: ArgumentHelp("todo, call, visit or letter.", valueName: "type"))
    var type: String?

    @Option(help: ArgumentHelp("1, the most urgent, to 10.", valueName: "number"))
    var priority: Int?

    @Option(
        help: ArgumentHelp(
            "A user's code, owner or team:CODE, or several by commas: the first that there is; yours otherwise.",
            valueName: "whom"))
    var assignee: String?

    @Option(help: ArgumentHelp("By when; today otherwise.", valueName: "date"))
    var due: CivilDate?

    @OptionGroup var options: Options

    func run() async throws {
        let reply = try await options.connect().call(
            TasksMethods.Add.self,
            .init(
                number: number, subject: subject, text: text, type: type, priority: priority, assignee: assignee,
                dueOn: due?.description))
        try options.show(Outcome("Task \(reply.id) is added.", ["id": .number(reply.id)]))
    }
}
