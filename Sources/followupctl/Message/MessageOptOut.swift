import ArgumentParser
import ControlAPI

struct MessageOptOut: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "opt-out", abstract: "Note that whoever has an address wants nothing more by its channel.",
        discussion: """
            Examples:
              followupctl message opt-out bert@example.org
              followupctl message opt-out +491701234567 --channel sms
            """)

    @Argument(help: "The mail address, or the number that takes text messages.")
    var address: String

    @Option(help: ArgumentHelp("email, sms or letter; email otherwise.", valueName: "channel"))
    var channel: String?

    @OptionGroup var options: Options

    func run() async throws {
        let numbers = try await options.connect().call(
            MessagesMethods.OptOut.self, .init(address: address, channel: channel)
        ).numbers
        try options.show(
            Outcome(
                numbers.isEmpty
                    ? "Nobody has that address." : "Opted out: \(numbers.joined(separator: ", ")).",
                ["numbers": .list(numbers)]))
    }
}
