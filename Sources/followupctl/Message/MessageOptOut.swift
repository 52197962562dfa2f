import ArgumentParser
import ControlAPI

struct MessageOptOut: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "opt-out", abstract: "Note that whoever has an address wants nothing more by its channel.",
        discussion: """
            Also for those who are added or imported later with that address, until the last customer who has it is erased. To write to somebody again, take the channel off his opt-outs:
            followupctl customer edit NUMBER --set optOuts=

            Examples:
              followupctl message opt-out bert@example.org
              followupctl message opt-out +491701234567 --channel sms
            """)

    @Argument(help: "The mail address, or the number that takes text messages.")
    var address: String

    @Option(help: ArgumentHelp("email or sms; email otherwise.", valueName: "channel"))
    var channel: String?

    @OptionGroup var options: Options

    func run() async throws {
        let numbers = try await options.connect().call(
            MessagesMethods.OptOut.self, .init(address: address, channel: channel)
        ).numbers
        try options.show(
            Outcome(
                numbers.isEmpty
                    ? "Nobody has that address now; whoever is added with it will be opted out."
                    : "Opted out: \(numbers.joined(separator: ", ")).",
                ["numbers": .list(numbers)]))
    }
}
