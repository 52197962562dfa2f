import ArgumentParser
import ControlAPI

struct MessageList: AsyncParsableCommand {
    enum State: String, CaseIterable, ExpressibleByArgument {
        case queued, sending, sent, failed, suppressed, cancelled
    }

    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List messages, newest first.",
        discussion: """
            Examples:
              followupctl message list --state failed
              followupctl message list --customer 1042
            """)

    @Option(help: "Only those in this state.")
    var state: State?

    @Option(help: ArgumentHelp("Only this customer's.", valueName: "number"))
    var customer: String?

    @Option(help: ArgumentHelp("Only this channel: email, sms, letter, webhook.", valueName: "channel"))
    var channel: String?

    @Option(help: ArgumentHelp("At most so many.", valueName: "count"))
    var limit: Int?

    @OptionGroup var options: Options

    func run() async throws {
        try await options.list(
            MessagesMethods.List.self, .init(state: state?.rawValue, channel: channel, number: customer, limit: limit),
            nothing: "There is no such message."
        ) { $0.message }
    }
}
