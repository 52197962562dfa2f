import Domain
import FoundationEssentials
import Glibc
import TestKit
import Testing

@testable import Delivery

/// What Python's email parser, which nobody here wrote, makes of a mail out of the spool.
private struct ParsedMail: Decodable {
    let file: String
    let fields: [String]
    let fromName: String
    let fromAddress: String
    let toName: String
    let toAddress: String
    let toCount: Int
    let subject: String
    let seconds: Int64
    let messageID: String
    let text: String
    let longestHeaderLine: Int
    let longestLine: Int
    let hasForbiddenBytes: Bool
    let defects: [String]
}

@Suite("Python's email parser")
struct MailParserOracleTests {
    private static let parser = """
        import email, email.header, email.policy, email.utils, json, os, sys
        # The policy's own parser, before Python 3.13, leaves a space between the encoded-words of a name, against
        # RFC 2047 section 6.2; the older decoder beside it does not.
        def name_in(value):
            name, _ = email.utils.parseaddr(value)
            return str(email.header.make_header(email.header.decode_header(name)))
        for name in sorted(os.listdir(sys.argv[1])):
            raw = open(os.path.join(sys.argv[1], name), "rb").read()
            mail = email.message_from_bytes(raw, policy=email.policy.default)
            old = email.message_from_bytes(raw)
            header, _, body = raw.partition(b"\\n\\n")
            sender, to = mail["from"].addresses[0], mail["to"].addresses[0]
            defects = list(mail.defects)
            for value in mail.values():
                defects += value.defects
            text = mail.get_content()
            print(json.dumps(dict(
                file=name, fields=mail.keys(), fromName=name_in(old["from"]), fromAddress=sender.addr_spec,
                toName=name_in(old["to"]), toAddress=to.addr_spec, toCount=len(mail["to"].addresses),
                subject=str(mail["subject"]), seconds=int(mail["date"].datetime.timestamp()),
                messageID=str(mail["message-id"]), text=text,
                longestHeaderLine=max(len(l) for l in header.split(b"\\n") if b"@" not in l),
                longestLine=max(len(l) for l in raw.split(b"\\n")),
                hasForbiddenBytes=any(b in raw for b in (b"\\r", b"\\0")) or any(b > 126 for b in raw),
                defects=[repr(d) for d in defects])))
        """

    /// Pieces from which subjects, names and texts are put together.
    private static let pieces = [
        "Hello", "follow-up", "a", " ", "  ", "\t", ",", ";", "\"", "\\", "(x)", "<y@z>", "@", ":", "=", "?", "=?",
        "?=",
        "=?utf-8?B?aGk=?=", "=?utf-8?q?x?=", "_", ".", "Grüße", "naïve", "Ωmega", "Привет", "日本語のテキスト", "한국어",
        "שלום", "مرحبا", "\u{202E}txet", "\u{200F}", "e\u{301}\u{323}", "a\u{308}\u{330}\u{35C}", "👩‍👩‍👧‍👦", "🇩🇪", "👍🏽",
        "\u{10FFFF}", "\u{FEFF}", "\u{A0}", "\r\n", "\n", "\r", "\r\nBcc: evil@example.net", "\n\nbody", "\0",
        "\u{1B}[31m",
        "\u{7F}", "\u{85}", "\u{2028}", "\u{2029}", String(repeating: "x", count: 90),
        String(repeating: "ß", count: 40),
        String(repeating: "w ", count: 50),
    ]

    /// Pieces that stand at line starts and ends in texts only.
    private static let textPieces = [
        ".", "\n.\n", "\n..", "\nFrom here", " \n", "\t\n", "\n\n", "\u{0C}", "=\n", "=20\n",
        String(repeating: "y", count: 1200),
    ]

    private static func phrase(upTo count: Int, using generator: inout SeededRandom, and more: [String] = [])
        -> String
    {
        let choice = pieces + more
        return (0..<Int.random(in: 0...count, using: &generator))
            .compactMap { _ in choice.randomElement(using: &generator) }.joined()
    }

    private static func corpus() throws -> [OutgoingMessage] {
        var generator = SeededRandom(seed: 20_260_101)
        var messages: [OutgoingMessage] = []
        for number in 0..<600 {
            messages.append(
                OutgoingMessage(
                    messageID: "<\(number).x@followupd>", channel: .email,
                    sender: try MailAddress("office@example.com"),
                    senderName: phrase(upTo: 4, using: &generator), recipient: "customer.\(number)@example.org",
                    recipientName: phrase(upTo: 6, using: &generator), subject: phrase(upTo: 14, using: &generator),
                    text: phrase(upTo: 40, using: &generator, and: textPieces),
                    createdAt: Timestamp(milliseconds: .random(in: 0...4_000_000_000_000, using: &generator))))
        }
        for piece in pieces {
            let number = messages.count
            messages.append(
                OutgoingMessage(
                    messageID: "<\(number).x@followupd>", channel: .email,
                    sender: try MailAddress("office@example.com"),
                    senderName: piece, recipient: "customer.\(number)@example.org", recipientName: "A" + piece,
                    subject: String(repeating: piece, count: 10_000 / piece.utf8.count + 1), text: piece,
                    createdAt: Timestamp(milliseconds: Int64(number))))
        }
        return messages
    }

    @Test("gets back the names, subject, text, date and id of 600 random and hostile mails, and nothing else")
    func roundTrip() async throws {
        let folder = try TemporaryDirectory()
        let carrier = try SpoolCarrier(directory: folder.path("spool"))
        let messages = try Self.corpus()
        for message in messages {
            #expect(await carrier.deliver(message) == .accepted)
        }
        let output = try await system("/usr/bin/python3", "-c", Self.parser, folder.path("spool"))
        let parsed = try output.split(separator: "\n").map {
            try JSONDecoder().decode(ParsedMail.self, from: Data($0.utf8))
        }
        let mails = Dictionary(uniqueKeysWithValues: parsed.map { ($0.file, $0) })
        #expect(mails.count == messages.count)

        for message in messages {
            let mail = try #require(mails[String(message.messageID.dropFirst().dropLast()) + ".eml"])
            let context = Comment(rawValue: "\(message.messageID) \(message.subject.debugDescription.prefix(300))")
            #expect(
                mail.fields == [
                    "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "MIME-Version", "Content-Type",
                    "Content-Transfer-Encoding",
                ], context)
            // Compared by scalars: == on strings would take a different normalisation for the same.
            #expect(same(mail.fromName, CleanText.name(message.senderName)), context)
            #expect(same(mail.toName, CleanText.name(message.recipientName)), context)
            #expect(same(mail.subject, CleanText.line(message.subject)), context)
            #expect(same(mail.text, CleanText.body(message.text)), context)
            #expect(mail.fromAddress == message.sender.description, context)
            #expect(mail.toAddress == message.recipient && mail.toCount == 1, context)
            #expect(mail.messageID == message.messageID, context)
            #expect(mail.seconds == message.createdAt.milliseconds / 1000, context)
            #expect(mail.longestHeaderLine <= 78 && mail.longestLine <= 78, context)
            #expect(!mail.hasForbiddenBytes && mail.defects.isEmpty, "\(context) \(mail.defects)")
        }
    }

    private func same(_ left: String, _ right: String) -> Bool {
        Array(left.unicodeScalars) == Array(right.unicodeScalars)
    }
}
