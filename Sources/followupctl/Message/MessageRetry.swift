import ArgumentParser
import ControlAPI

struct MessageRetry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Queue a failed message again.",
        discussion: """
            Example:
              followupctl message retry 17
            """)

    @Argument(help: ArgumentHelp("The message's id; more than one may be given.", valueName: "id"))
    var ids: [Int64]

    @OptionGroup var options: Options

    func run() async throws {
        let daemon = try await options.connect()
        for id in ids {
            _ = try await daemon.call(MessagesMethods.Retry.self, .init(id: id))
            try options.show(Outcome("Message \(id) is queued again.", ["id": .number(id)]))
        }
    }
}
