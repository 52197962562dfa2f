import ArgumentParser
import ControlAPI
import Domain

struct TaskList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List open tasks by due date, overdue ones first.",
        discussion: """
            Examples:
              followupctl task list --mine
              followupctl task list --team sales --type call
              followupctl task list --customer 1042 --all
            """)

    @Flag(help: "Only your own, and those of your teams.")
    var mine = false

    @Flag(help: "Closed ones too.")
    var all = false

    @Option(help: ArgumentHelp("Only this customer's.", valueName: "number"))
    var customer: String?

    @Option(help: ArgumentHelp("Only this user's, by code.", valueName: "user"))
    var assignee: String?

    @Option(help: ArgumentHelp("Only this team's, by code.", valueName: "team"))
    var team: String?

    @Option(help: ArgumentHelp("Only this type: todo, call, visit, letter.", valueName: "type"))
    var type: String?

    @Option(help: ArgumentHelp("Only those due before that day.", valueName: "date"))
    var dueBefore: CivilDate?

    @Option(help: ArgumentHelp("At most so many.", valueName: "count"))
    var limit: Int?

    @OptionGroup var options: Options

    func run() async throws {
        try await options.list(
            TasksMethods.List.self,
            .init(
                all: all ? true : nil, mine: mine ? true : nil, number: customer, assignee: assignee, team: team,
                type: type, dueBefore: dueBefore?.description, limit: limit),
            nothing: "There is no such task."
        ) { $0.task }
    }
}
