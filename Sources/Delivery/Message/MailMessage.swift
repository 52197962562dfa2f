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
        fields += ["Auto-Submitted: auto-generated", "MIME-Version: 1.0"]
        let plain = Self.part("text/plain", message.text)
        guard let html = message.html else {
            bytes = Array((fields.joined(separator: "\n") + "\n").utf8) + plain
            return
        }
        // RFC 2046, 5.1.4: the plain text first, for whoever cannot show the other. In quoted-printable no line begins so, and
        // nobody knows the Message-ID beforehand.
        let boundary = "=_\(try MessageID.fileStem(message.messageID).suffix(60))"
        fields.append("Content-Type: multipart/alternative; boundary=\"\(boundary)\"")
        let separator = Array("\n--\(boundary)\n".utf8)
        bytes =
            Array((fields.joined(separator: "\n") + "\n").utf8) + separator + plain + separator
            + Self.part("text/html", html) + Array("\n--\(boundary)--\n".utf8)
    }

    /// Its own header fields, an empty line, the text encoded.
    private static func part(_ type: String, _ text: String) -> [UInt8] {
        let body = MailBody(text)
        let fields = [
            "Content-Type: \(type); charset=utf-8",
            "Content-Transfer-Encoding: \(body.transferEncoding.rawValue)",
        ]
        return Array((fields.joined(separator: "\n") + "\n\n").utf8) + body.bytes
    }

    private static func checkUnsubscribeURI(_ uri: String) throws(DeliveryError) {
        guard uri.hasPrefix("mailto:") || uri.hasPrefix("https:") else {
            throw .invalidUnsubscribeURI("is neither mailto: nor https:")
        }
        guard uri.utf8.count <= 900, uri.utf8.allSatisfy({ (0x21...0x7E).contains($0) && !"<>,".utf8.contains($0) })
        else { throw .invalidUnsubscribeURI("is too long or has a character that must be percent-encoded") }
    }
}
