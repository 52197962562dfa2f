import Domain
import Testing

@testable import Delivery

@Suite("A mail's bytes")
struct MailMessageTests {
    private func render(_ message: OutgoingMessage) throws -> String {
        String(decoding: try MailMessage(message).bytes, as: UTF8.self)
    }

    @Test("are exactly these for a plain message")
    func plain() throws {
        #expect(
            try render(.example()) == """
                From: The Office <office@example.com>
                To: Ana <ana@example.org>
                Subject: Hello
                Date: Tue, 14 Nov 2023 22:13:20 +0000
                Message-ID: <0b7c.welcome.1@followupd>
                Auto-Submitted: auto-generated
                MIME-Version: 1.0
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 7bit

                Good day.

                """)
    }

    @Test("carry List-Unsubscribe when it is given, and refuse one that could hold a header")
    func unsubscribe() throws {
        var message = try OutgoingMessage.example()
        message.unsubscribeURI = "mailto:leave@example.com?subject=1042"
        #expect(try render(message).contains("\nList-Unsubscribe: <mailto:leave@example.com?subject=1042>\n"))
        for bad in ["javascript:1", "https://x/\nBcc: y", "https://x/>", "https://x/ü"] {
            message.unsubscribeURI = bad
            #expect(throws: DeliveryError.self) { try MailMessage(message) }
        }
    }

    @Test(
        "are refused for a Message-ID that is none",
        arguments: [
            "", "x", "<>", "<@>", "<a@>", "<@b>", "a@b", "<a@b", "<a b@c>", "<a@b>\nBcc: x@y", "<a@b@c>", "<ä@b>",
            "<a>@b>", "<\(String(repeating: "a", count: 250))@b>",
        ])
    func badMessageID(id: String) throws {
        let message = try OutgoingMessage.example(id: id)
        #expect(throws: DeliveryError.self) { try MailMessage(message) }
    }

    @Test(
        "give the date in UTC",
        arguments: [
            (0, "Thu, 01 Jan 1970 00:00:00 +0000"), (-1, "Wed, 31 Dec 1969 23:59:59 +0000"),
            (951_782_399_999, "Mon, 28 Feb 2000 23:59:59 +0000"), (951_782_400_000, "Tue, 29 Feb 2000 00:00:00 +0000"),
            (4_107_542_400_000, "Mon, 01 Mar 2100 00:00:00 +0000"), (.min, "Mon, 01 Jan 1900 00:00:00 +0000"),
            (.max, "Fri, 31 Dec 9999 23:59:59 +0000"),
        ] as [(Int64, String)])
    func date(milliseconds: Int64, expected: String) {
        #expect(Timestamp(milliseconds: milliseconds).mailDate == expected)
    }

    @Test(
        "use quoted-printable only where something on the way could change a line",
        arguments: [
            ("", "", "7bit"), ("a", "a\n", "7bit"), ("a\tb\n", "a\tb\n", "7bit"), ("a\r\nb\rc", "a\nb\nc\n", "7bit"),
            ("a \n", "a=20\n", "quoted-printable"), (".\n", "=2E\n", "quoted-printable"),
            ("From x\n", "=46rom x\n", "quoted-printable"), ("Fromage\n", "Fromage\n", "7bit"),
            ("a=b\n", "a=b\n", "7bit"), ("ü=b\n", "=C3=BC=3Db\n", "quoted-printable"),
            ("a\0b\u{1B}\n", "a=EF=BF=BDb=EF=BF=BD\n", "quoted-printable"),
        ])
    func body(text: String, bytes: String, encoding: String) {
        let body = MailBody(text)
        #expect(String(decoding: body.bytes, as: UTF8.self) == bytes)
        #expect(body.transferEncoding.rawValue == encoding)
    }

    @Test("never split a character between two encoded-words, nor an emoji sequence that fits into one")
    func encodedWordsHoldWholeCharacters() {
        let family = "👩‍👩‍👧‍👦"
        let field = HeaderText.unstructured(field: "Subject", String(repeating: family, count: 20))
        for word in field.dropFirst("Subject: ".count).split(separator: "\n ") {
            let base64 = word.dropFirst("=?utf-8?B?".count).dropLast(2)
            let decoded = MIMEWord.decode(String(base64))
            #expect(decoded.allSatisfy { String($0) == family })
            #expect(word.utf8.count <= 75)
        }
    }
}
