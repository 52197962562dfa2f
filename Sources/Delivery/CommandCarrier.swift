import Domain
import FoundationEssentials

/// Hands a message of any channel to a command of the administrator's, as one JSON object and a line feed on its
/// standard input. Exit code 0 means accepted, 75 try again; ``ProgramEnding``'s table has the others.
///
/// The keys, none of which is ever null:
///
/// | key | |
/// | --- | --- |
/// | `messageId` | with its angle brackets; the same at every attempt, so a gateway can drop repetitions |
/// | `channel` | `email`, `sms`, `letter` or `webhook` |
/// | `sender`, `senderName` | mail address, and display name or "" |
/// | `recipient`, `recipientName` | address in the form of the channel, and display name or "" |
/// | `subject`, `text` | as rendered |
/// | `createdAt` | milliseconds since the Unix epoch, UTC |
/// | `customerNumber` | absent if the message is about no customer |
/// | `unsubscribeUri` | absent if the message needs none |
///
/// Keys may be added; commands ignore those they do not know.
public struct CommandCarrier: Carrier {
    public let name: String
    private let program: MailProgram

    /// - Parameters:
    ///   - name: what it is called in logs.
    ///   - command: the program, by absolute path or by a name to be found in PATH, and its arguments.
    ///   - timeout: after which it is killed and the outcome is `.retry`; at most a day. `deliver` ends at most
    ///     2 seconds later.
    ///   - environment: what the program is given of the daemon's environment.
    /// - Throws: ``DeliveryError/invalidProgram(_:)``.
    public init(
        name: String = "command", command: [String], timeout: Duration, environment: ProgramEnvironment = .minimal
    ) throws(DeliveryError) {
        self.name = name
        program = try MailProgram(
            command: command, timeout: timeout, killGrace: .seconds(2), environment: environment)
    }

    public func deliver(_ message: OutgoingMessage) async -> DeliveryOutcome {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let json = try? encoder.encode(CommandInput(message)) else {
            return .failed(reason: "the message cannot be written as JSON")
        }
        let ending = await program.run(arguments: [], input: Array(json) + [UInt8(ascii: "\n")])
        return ending.outcome(program: program.name, recipient: message.recipient)
    }
}

/// The wire form of a message: its property names are the keys.
private struct CommandInput: Encodable {
    let messageId: String
    let channel: Channel
    let sender: String
    let senderName: String
    let recipient: String
    let recipientName: String
    let subject: String
    let text: String
    let createdAt: Int64
    let customerNumber: String?
    let unsubscribeUri: String?

    init(_ message: OutgoingMessage) {
        messageId = message.messageID
        channel = message.channel
        sender = message.sender.description
        senderName = message.senderName
        recipient = message.recipient
        recipientName = message.recipientName
        subject = message.subject
        text = message.text
        createdAt = message.createdAt.milliseconds
        customerNumber = message.customerNumber
        unsubscribeUri = message.unsubscribeURI
    }
}
