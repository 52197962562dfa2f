import ArgumentParser
import ControlAPI

struct TaskDone: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "done", abstract: "Mark a task as done, and move the customer on with it if you like.",
        discussion: """
            Examples:
              followupctl task done 17
              followupctl task done 17 --result reached --outcome booked --status A --reason signed
              followupctl task done 17 --result no_answer --note "Tried twice."
            """)

    @Argument(help: ArgumentHelp("The task's id; more than one may be given.", valueName: "id"))
    var ids: [Int64]

    @Option(help: ArgumentHelp("Of a call: no_answer, busy, left_voicemail or reached.", valueName: "result"))
    var result: String?

    @Option(help: ArgumentHelp("What came of it, in a few words.", valueName: "words"))
    var outcome: String?

    @Option(help: "A note to the task.")
    var note: String?

    @Option(help: ArgumentHelp("Move the customer to this status: both, or neither.", valueName: "status"))
    var status: String?

    @Option(help: ArgumentHelp("With --status: the reason, by code.", valueName: "reason"))
    var reason: String?

    @OptionGroup var options: Options

    func run() async throws {
        let daemon = try await options.connect()
        for id in ids {
            let reply = try await daemon.call(
                TasksMethods.Complete.self,
                .init(id: id, result: result, outcome: outcome, note: note, status: status, reason: reason))
            let moved = reply.to.map { ", and the customer is in status \($0)" } ?? ""
            try options.show(
                Outcome(
                    "Task \(id) is done\(moved).",
                    ["id": .number(id), "status": reply.to.map(MemberValue.text) ?? .absent]))
        }
    }
}
