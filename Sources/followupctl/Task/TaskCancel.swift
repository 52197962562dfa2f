import ArgumentParser
import ControlAPI

struct TaskCancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Close a task undone.",
        discussion: """
            Example:
              followupctl task cancel 17 --note "Came in by himself."
            """)

    @Argument(help: ArgumentHelp("The task's id; more than one may be given.", valueName: "id"))
    var ids: [Int64]

    @Option(help: "A note to the task.")
    var note: String?

    @OptionGroup var options: Options

    func run() async throws {
        let daemon = try await options.connect()
        for id in ids {
            _ = try await daemon.call(TasksMethods.Cancel.self, .init(id: id, note: note))
            try options.show(Outcome("Task \(id) is cancelled.", ["id": .number(id)]))
        }
    }
}
