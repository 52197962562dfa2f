import Domain

/// One message as a carrier is given it: text already rendered, address already resolved.
public struct OutgoingMessage: Sendable, Equatable {
    /// The whole Message-ID with its angle brackets (RFC 5322 section 3.6.4). The same message has the same id at
    /// every attempt, which is how a spool and a recipient's mail program tell a repetition.
    public var messageID: String
    public var channel: Channel
    /// Whom it is from, and where bounces go (the envelope sender).
    public var sender: MailAddress
    /// The sender's display name; empty for none.
    public var senderName: String
    /// Where it goes. A mail address for `.email`; else what the channel needs: a telephone number, the lines of a
    /// postal address, a URL.
    public var recipient: String
    /// The recipient's display name; empty for none.
    public var recipientName: String
    public var subject: String
    public var text: String
    /// The HTML part of a mail; nil: plain text only.
    public var html: String?
    /// When the message was made, not when it is sent: the `Date:` of every attempt is the same.
    public var createdAt: Timestamp
    /// The customer it is about, for programs that file messages by it.
    public var customerNumber: String?
    /// A `mailto:` or `https:` URI by which the recipient leaves the list (RFC 2369); for marketing mail.
    public var unsubscribeURI: String?

    public init(
        messageID: String, channel: Channel, sender: MailAddress, senderName: String = "", recipient: String,
        recipientName: String = "", subject: String, text: String, html: String? = nil, createdAt: Timestamp,
        customerNumber: String? = nil, unsubscribeURI: String? = nil
    ) {
        self.messageID = messageID
        self.channel = channel
        self.sender = sender
        self.senderName = senderName
        self.recipient = recipient
        self.recipientName = recipientName
        self.subject = subject
        self.text = text
        self.html = html
        self.createdAt = createdAt
        self.customerNumber = customerNumber
        self.unsubscribeURI = unsubscribeURI
    }
}
