import ArgumentParser
import ControlAPI

struct MessageForgetOptOut: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget-opt-out", abstract: "Take an address off the list of those who opted out.",
        discussion: """
            Customers who have it stay as they are; `customer edit NUMBER --set optOuts=` lets one be written to again, and takes his address
            off the list with it.

            Example:
              followupctl message forget-opt-out bert@example.org
            """)

    @Argument(help: "The address.")
    var address: String

    @Option(help: ArgumentHelp("email or sms; email otherwise.", valueName: "channel"))
    var channel: String?

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(
            MessagesMethods.ForgetOptOut.self, .init(address: address, channel: channel))
        try options.show(Outcome("\(address) is off the list.", ["address": .text(address)]))
    }
}
