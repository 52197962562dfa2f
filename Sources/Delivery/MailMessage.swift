import Domain

/// A mail as RFC 5322 bytes, with LF line ends.
///
/// LF, not CR LF, because both of its readers are Unix programs by whose convention a mail has the line ends of any
/// other text file: a sendmail-compatible program on its standard input, and whatever takes files out of a spool. They
/// make CR LF of them when they speak SMTP.
///
/// A control character in a name or in the subject becomes a space, so no text can add a header. `Auto-Submitted`
/// (RFC 3834) keeps vacation programs from answering.
public struct MailMessage: Sendable {
    public let bytes: [UInt8]

    /// - Throws: ``DeliveryError`` if the recipient is not a mail address, or the Message-ID or the unsubscribe URI
    ///   could not stand in a header.
    public init(_ message: OutgoingMessage) throws(DeliveryError) {
        let recipient: MailAddress
        do {
            recipient = try MailAddress(message.recipient)
        } catch {
            throw .invalidAddress(error)
        }
        try MessageID.check(message.messageID)
        let body = MailBody(message.text)

        var fields = [
            HeaderText.mailbox(field: "From", name: CleanText.name(message.senderName), address: message.sender),
            HeaderText.mailbox(field: "To", name: CleanText.name(message.recipientName), address: recipient),
            HeaderText.unstructured(field: "Subject", CleanText.line(message.subject)),
            "Date: \(message.createdAt.mailDate)",
            "Message-ID: \(message.messageID)",
        ]
        if let uri = message.unsubscribeURI {
            try Self.checkUnsubscribeURI(uri)
            fields.append("List-Unsubscribe: <\(uri)>")
        }
        fields += [
            "Auto-Submitted: auto-generated",
            "MIME-Version: 1.0",
            "Content-Type: text/plain; charset=utf-8",
            "Content-Transfer-Encoding: \(body.transferEncoding.rawValue)",
        ]
        bytes = Array((fields.joined(separator: "\n") + "\n\n").utf8) + body.bytes
    }

    private static func checkUnsubscribeURI(_ uri: String) throws(DeliveryError) {
        guard uri.hasPrefix("mailto:") || uri.hasPrefix("https:") else {
            throw .invalidUnsubscribeURI("is neither mailto: nor https:")
        }
        guard uri.utf8.count <= 900, uri.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !"<>,".utf8.contains($0) })
        else { throw .invalidUnsubscribeURI("is too long or has a character that must be percent-encoded") }
    }
}
