import ArgumentParser
import ControlAPI

struct MessageShow: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a message with its text and what became of it.",
        discussion: """
            Example:
              followupctl message show 17
            """)

    @Argument(help: "The message's id.")
    var id: Int64

    @OptionGroup var options: Options

    func run() async throws {
        let message = try await options.connect().call(MessagesMethods.Get.self, .init(id: id)).message
        let instants = InstantText()
        var state = message.state + (message.reason.isEmpty || message.reason == "none" ? "" : " (\(message.reason))")
        if let next = message.nextAttemptAt { state += ", next attempt \(instants.text(next, zone: nil))" }
        if let decided = message.decidedAt { state += ", \(instants.text(decided, zone: nil))" }
        let address = message.address.map { " <\($0)>" } ?? ""
        let heads = [
            ("State", state), ("Attempts", String(message.attempts)),
            ("Customer", "\(message.number) \(message.name)"),
            ("To", "\(message.recipient)\(address) by \(message.channel)"),
            ("Made", instants.text(message.createdAt, zone: nil)), ("Message-ID", message.messageId),
            ("Subject", message.subject),
        ]
        try options.show(Row(message), letter: Letter(heads: heads, text: message.text))
    }
}
