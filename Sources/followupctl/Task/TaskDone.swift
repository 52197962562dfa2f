import ArgumentParser
import ControlAPI

struct TaskDone: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "done", abstract: "Mark a task as done.",
        discussion: """
            Example:
              followupctl task done 17
            """)

    @Argument(help: ArgumentHelp("The task's id; more than one may be given.", valueName: "id"))
    var ids: [Int64]

    @OptionGroup var options: Options

    func run() async throws {
        let daemon = try await options.connect()
        for id in ids {
            _ = try await daemon.call(TasksMethods.Complete.self, .init(id: id))
            try options.show(Outcome("Task \(id) is done.", ["id": .number(id)]))
        }
    }
}
