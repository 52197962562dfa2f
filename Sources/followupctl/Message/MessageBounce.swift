import ArgumentParser
import ControlAPI

struct MessageBounce: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "bounce", abstract: "Take in that a message came back.",
        discussion: """
            Without --address or --message-id it reads the mail server's report (RFC 3464) from the standard input, as a mail program's
            filter hands it over: in an alias file, `bounces: "|/usr/bin/followupctl message bounce"`. It exits 0 for every report it could read.
            A permanent failure puts the address on the bounce list, and the next way of the chain is gone.

            Examples:
              followupctl message bounce < report.eml
              followupctl message bounce --address bert@example.org --reason "550 no such user"
            """)

    @Option(help: ArgumentHelp("The address that failed; in place of a report.", valueName: "address"))
    var address: String?

    @Option(help: ArgumentHelp("The Message-ID with its angle brackets; in place of a report.", valueName: "id"))
    var messageID: String?

    @Option(help: ArgumentHelp("What the other side said.", valueName: "words"))
    var reason: String?

    @Option(help: ArgumentHelp("email, sms or letter; email otherwise.", valueName: "channel"))
    var channel: String?

    @OptionGroup var options: Options

    func run() async throws {
        let report = address == nil && messageID == nil ? try InputFile(path: "-").beginning(atMost: 1 << 20) : nil
        let reply = try await options.connect().call(
            MessagesMethods.Bounce.self,
            .init(report: report, messageId: messageID, address: address, channel: channel, reason: reason))
        let whose =
            reply.id.map { "Message \($0) of customer \(reply.number ?? "?")" } ?? "A message that is not known here"
        try options.show(
            Outcome(
                !reply.permanent
                    ? "\(whose) is delayed; nothing is changed."
                    : reply.listed
                        ? "\(whose) came back for good; nothing more goes to that address."
                        : "\(whose) came back for good; it was not sent from here, so nothing is changed.",
                [
                    "permanent": .truth(reply.permanent), "listed": .truth(reply.listed),
                    "id": reply.id.map(MemberValue.number) ?? .absent,
                    "number": reply.number.map(MemberValue.text) ?? .absent,
                ]))
    }
}
