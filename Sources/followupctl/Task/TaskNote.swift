import ArgumentParser
import ControlAPI

struct TaskNote: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "note", abstract: "Write a note to a task.",
        discussion: """
            Example:
              followupctl task note 17 "He is back on Monday."
            """)

    @Argument(help: "The task's id.")
    var id: Int64

    @Argument(help: "The note.")
    var text: String

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(TasksMethods.AddNote.self, .init(id: id, text: text))
        try options.show(Outcome("The note is kept with task \(id).", ["id": .number(id)]))
    }
}
