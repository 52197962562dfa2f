import ArgumentParser
import ControlAPI

struct MessageForgetBounce: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "forget-bounce", abstract: "Take an address off the bounce list.",
        discussion: """
            Example:
              followupctl message forget-bounce bert@example.org
            """)

    @Argument(help: "The address.")
    var address: String

    @Option(help: ArgumentHelp("email, sms or letter; email otherwise.", valueName: "channel"))
    var channel: String?

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(
            MessagesMethods.ForgetBounce.self, .init(address: address, channel: channel))
        try options.show(Outcome("\(address) is off the bounce list.", ["address": .text(address)]))
    }
}
