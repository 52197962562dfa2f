import TestKit
import Testing

import func TestKit.run

@testable import Delivery

@Suite("Letters and mails with two parts")
struct LetterTests {
    @Test("a letter is pages of at most sixty lines of seventy-two columns, the address where the window is")
    func letter() throws {
        let text = (1...200).map { "Line \($0) " + String(repeating: "word ", count: $0 % 30) }.joined(separator: "\n")
        let message = try OutgoingMessage.example(
            channel: .letter, recipient: "1 High Street\nBath\u{0}", recipientName: "Zoë\nCross", subject: "Größe",
            text: text + "\n" + String(repeating: "x", count: 200))
        let pages = String(decoding: LetterPages(message).bytes, as: UTF8.self).split(separator: "\u{0C}")
        #expect(pages.count > 4)
        for page in pages {
            let lines = page.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            #expect(lines.count <= 60 && lines.allSatisfy { $0.count <= 72 })
        }
        let first = pages[0].split(separator: "\n", omittingEmptySubsequences: false)
        #expect(Array(first[8...11]) == ["The Office", "Zoë Cross", "1 High Street", "Bath\u{FFFD}"])
        #expect(first.contains("Größe"))
    }

    @Test("Python's mail reader finds both parts as they were")
    func alternative() async throws {
        let message = try OutgoingMessage.example(text: "Dear Zoë\n.\nFrom here", html: "<p>Dear Zoë &amp; all</p>\n")
        let mail = String(decoding: try MailMessage(message).bytes, as: UTF8.self)
        let reader = """
            import email, email.policy, json, sys
            m = email.message_from_string(sys.stdin.read(), policy=email.policy.default)
            print(json.dumps([m.get_content_type(), [p.get_content_type() for p in m.iter_parts()], m.get_body(('plain',)).get_content(), m.get_body(('html',)).get_content()]))
            """
        let result = try await run(["python3", "-c", reader], input: mail)
        #expect(
            result.output.trimmingPrefix("") == """
                ["multipart/alternative", ["text/plain", "text/html"], "Dear Zo\\u00eb\\n.\\nFrom here\\n", "<p>Dear Zo\\u00eb &amp; all</p>\\n"]

                """, "\(result.errors)")
    }
}
