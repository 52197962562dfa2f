import Domain

/// A message of any other channel as a text file for a person, a printer or a gateway's script: fields of
/// `Name: value`, an empty line, the text. UTF-8, LF line ends, nothing encoded.
///
/// A value of several lines, such as a postal address, goes on in lines that begin with a space. Control characters
/// become spaces in fields, and U+FFFD in the text.
struct PlainMessage {
    let bytes: [UInt8]

    init(_ message: OutgoingMessage) throws(DeliveryError) {
        try MessageID.check(message.messageID)
        let recipientLines = CleanText.body(message.recipient).split(separator: "\n").map { CleanText.name(String($0)) }
        let fields: [(name: String, value: String?)] = [
            ("Message-ID", message.messageID),
            ("Channel", message.channel.rawValue),
            ("Date", message.createdAt.mailDate),
            ("Customer-Number", message.customerNumber.map(CleanText.name)),
            ("From", CleanText.name("\(message.senderName) <\(message.sender)>")),
            ("To", recipientLines.joined(separator: "\n ")),
            ("Name", CleanText.name(message.recipientName)),
            ("Subject", CleanText.name(message.subject)),
        ]
        let header = fields.compactMap { field in field.value.map { $0.isEmpty ? "" : "\(field.name): \($0)\n" } }
        bytes = Array((header.joined() + "\n" + CleanText.body(message.text)).utf8)
    }
}
