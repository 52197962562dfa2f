import Domain
import FoundationEssentials

/// The wire form of a message, for commands and webhooks: its property names are the keys.
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
/// | `html` | absent if there is none |
/// | `createdAt` | milliseconds since the Unix epoch, UTC |
/// | `customerNumber` | absent if the message is about no customer |
/// | `unsubscribeUri` | absent if the message needs none |
///
/// Keys may be added; readers ignore those they do not know.
struct MessageDocument: Encodable {
    let messageId: String
    let channel: Channel
    let sender: String
    let senderName: String
    let recipient: String
    let recipientName: String
    let subject: String
    let text: String
    let html: String?
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
        html = message.html
        createdAt = message.createdAt.milliseconds
        customerNumber = message.customerNumber
        unsubscribeUri = message.unsubscribeURI
    }

    /// nil if it cannot be written.
    var json: [UInt8]? {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return (try? encoder.encode(self)).map(Array.init)
    }
}
