import ArgumentParser
import ControlAPI

struct MessageCancel: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cancel", abstract: "Withdraw a queued message.",
        discussion: """
            Example:
              followupctl message cancel 17
            """)

    @Argument(help: ArgumentHelp("The message's id; more than one may be given.", valueName: "id"))
    var ids: [Int64]

    @OptionGroup var options: Options

    func run() async throws {
        let daemon = try await options.connect()
        for id in ids {
            _ = try await daemon.call(MessagesMethods.Cancel.self, .init(id: id))
            try options.show(Outcome("Message \(id) is cancelled.", ["id": .number(id)]))
        }
    }
}
