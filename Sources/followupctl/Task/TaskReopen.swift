import ArgumentParser
import ControlAPI

struct TaskReopen: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reopen", abstract: "Open a closed task again.",
        discussion: """
            Example:
              followupctl task reopen 17
            """)

    @Argument(help: ArgumentHelp("The task's id; more than one may be given.", valueName: "id"))
    var ids: [Int64]

    @OptionGroup var options: Options

    func run() async throws {
        let daemon = try await options.connect()
        for id in ids {
            _ = try await daemon.call(TasksMethods.Reopen.self, .init(id: id))
            try options.show(Outcome("Task \(id) is open again.", ["id": .number(id)]))
        }
    }
}
