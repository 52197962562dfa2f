import ArgumentParser
import ControlAPI

struct TaskCancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Close a task undone.",
        discussion: """
            Example:
              followupctl task cancel 17
            """)

    @Argument(help: ArgumentHelp("The task's id; more than one may be given.", valueName: "id"))
    var ids: [Int64]

    @OptionGroup var options: Options

    func run() async throws {
        let daemon = try await options.connect()
        for id in ids {
            _ = try await daemon.call(TasksMethods.Cancel.self, .init(id: id))
            try options.show(Outcome("Task \(id) is cancelled.", ["id": .number(id)]))
        }
    }
}
