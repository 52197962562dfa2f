import ArgumentParser
import ControlAPI

struct TaskAssign: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assign", abstract: "Give a task to somebody, who is told if he wants that.",
        discussion: """
            Example:
              followupctl task assign 17 --to ben
            """)

    @Argument(help: ArgumentHelp("The task's id; more than one may be given.", valueName: "id"))
    var ids: [Int64]

    @Option(help: ArgumentHelp("A user's code, owner or team:CODE, or several by commas.", valueName: "whom"))
    var to: String

    @OptionGroup var options: Options

    func run() async throws {
        let daemon = try await options.connect()
        for id in ids {
            _ = try await daemon.call(TasksMethods.Assign.self, .init(id: id, assignee: to))
            try options.show(Outcome("Task \(id) is assigned.", ["id": .number(id)]))
        }
    }
}
