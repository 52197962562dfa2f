import ArgumentParser
import ControlAPI

struct TaskList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List open tasks by due date.",
        discussion: """
            Examples:
              followupctl task list --assignee ana
              followupctl task list --customer 1042 --all
            """)

    @Flag(help: "Closed ones too.")
    var all = false

    @Option(help: ArgumentHelp("Only this customer's.", valueName: "number"))
    var customer: String?

    @Option(help: ArgumentHelp("Only this user's, by code.", valueName: "user"))
    var assignee: String?

    @Option(help: ArgumentHelp("At most so many.", valueName: "count"))
    var limit: Int?

    @OptionGroup var options: Options

    func run() async throws {
        try await options.list(
            TasksMethods.List.self, .init(all: all ? true : nil, number: customer, assignee: assignee, limit: limit),
            nothing: "There is no such task."
        ) { $0.task }
    }
}
