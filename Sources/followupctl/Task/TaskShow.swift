import ArgumentParser
import ControlAPI

struct TaskShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a task with what was written to it.",
        discussion: """
            Example:
              followupctl task show 17
            """)

    @Argument(help: "The task's id.")
    var id: Int64

    @OptionGroup var options: Options

    func run() async throws {
        let reply = try await options.connect().call(TasksMethods.Get.self, .init(id: id))
        guard options.format == .table || options.format == .printable else { return try options.show(reply.task) }
        let instants = InstantText()
        let notes = reply.notes.map {
            "Note:  \(instants.text($0.at, zone: nil)) by \(SafeText.escape($0.by)): \(SafeText.escape($0.text))\n"
        }
        try Output.standard.writeAndFlush(Detail.text(Row(reply.task)) + notes.joined())
    }
}
