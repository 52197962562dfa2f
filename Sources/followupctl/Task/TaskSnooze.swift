import ArgumentParser
import ControlAPI

struct TaskSnooze: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "snooze", abstract: "Move the due date of a task.",
        discussion: """
            Example:
              followupctl task snooze 17 --until 2026-12-01
            """)

    @Argument(help: ArgumentHelp("The task's id; more than one may be given.", valueName: "id"))
    var ids: [Int64]

    @Option(help: ArgumentHelp("The new due date, YYYY-MM-DD.", valueName: "date"))
    var until: String

    @OptionGroup var options: Options

    func run() async throws {
        let daemon = try await options.connect()
        for id in ids {
            _ = try await daemon.call(TasksMethods.Snooze.self, .init(id: id, untilOn: until))
            try options.show(Outcome("Task \(id) is due on \(until).", ["id": .number(id)]))
        }
    }
}
