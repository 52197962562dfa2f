import ArgumentParser
import ControlAPI

struct FollowUpFire: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fire", abstract: "Fire a follow-up at once, whatever its instant.",
        discussion: """
            Example:
              followupctl followup fire 17
            """)

    @Argument(help: "The follow-up's id.")
    var id: Int64

    @OptionGroup var options: Options

    func run() async throws {
        let reply = try await options.connect().call(FollowUpsMethods.FireNow.self, .init(id: id))
        let made = reply.taskId.map { " and made task \($0)" } ?? reply.messageId.map { " and made message \($0)" }
        let reason = reply.reason == "none" ? "" : " (\(reply.reason))"
        try options.show(
            Outcome(
                "Follow-up \(id) is \(reply.state)\(reason)\(made ?? "").",
                [
                    "id": .number(id), "state": .text(reply.state), "reason": .text(reply.reason),
                    "taskId": reply.taskId.map(MemberValue.number) ?? .absent,
                    "messageId": reply.messageId.map(MemberValue.number) ?? .absent,
                ]))
    }
}
