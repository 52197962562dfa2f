import ArgumentParser
import ControlAPI

struct TaskStart: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "start", abstract: "Take up an open task.",
        discussion: """
            Example:
              followupctl task start 17
            """)

    @Argument(help: ArgumentHelp("The task's id; more than one may be given.", valueName: "id"))
    var ids: [Int64]

    @OptionGroup var options: Options

    func run() async throws {
        let daemon = try await options.connect()
        for id in ids {
            _ = try await daemon.call(TasksMethods.Start.self, .init(id: id))
            try options.show(Outcome("Task \(id) is in progress.", ["id": .number(id)]))
        }
    }
}
