import Delivery
import Domain
import FoundationEssentials
import Subprocess
import SystemPackage
import Testing

/// msmtp hands mail to a real SMTP server (aiosmtpd) on a loopback port of the kernel's choice.
@Suite("Mail sent by msmtp")
struct MsmtpDeliveryTests {
    /// Prints its port, then every mail it accepts as a line of JSON, until its standard input ends.
    private static let server = """
        import asyncio, base64, email, email.policy, json, sys
        from aiosmtpd.smtp import SMTP
        class Handler:
            async def handle_RCPT(self, server, session, envelope, address, options):
                if address.startswith("nobody"): return "550 5.1.1 no such user"
                if address.startswith("later"): return "451 4.7.1 greylisted"
                envelope.rcpt_tos.append(address)
                return "250 OK"
            async def handle_DATA(self, server, session, envelope):
                mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
                print(json.dumps(dict(
                    envelopeFrom=envelope.mail_from, envelopeTo=envelope.rcpt_tos, sender=str(mail["from"]),
                    to=str(mail["to"]), subject=str(mail["subject"]), ids=mail.get_all("message-id"),
                    text=mail.get_content(), defects=len(mail.defects))), flush=True)
                return "250 OK"
        async def main():
            loop = asyncio.get_running_loop()
            server = await loop.create_server(lambda: SMTP(Handler()), "127.0.0.1", 0)
            print(server.sockets[0].getsockname()[1], flush=True)
            await loop.run_in_executor(None, sys.stdin.read)
        asyncio.run(main())
        """

    private struct ReceivedMail: Decodable {
        let envelopeFrom: String
        let envelopeTo: [String]
        let sender: String
        let to: String
        let subject: String
        let ids: [String]
        let text: String
        let defects: Int
    }

    private func msmtp(port: Int) throws -> SendmailCarrier {
        try SendmailCarrier(
            program: [
                "/usr/bin/msmtp", "--host=127.0.0.1", "--port=\(port)", "--auth=off", "--tls=off", "--timeout=20",
            ], timeout: .seconds(30))
    }

    private func withServer(
        _ body: (_ port: Int, _ lines: inout SubprocessOutputSequence.StringSequence<UTF8>.AsyncIterator) async throws
            -> Void
    ) async throws {
        let result = try await run(
            .path("/usr/bin/python3"), arguments: ["-c", Self.server], input: .inputWriter, output: .sequence,
            error: .discarded
        ) { execution in
            var lines = execution.standardOutput.strings().makeAsyncIterator()
            let port = try #require(Int(try await lines.next()?.trimmed ?? ""))
            try await body(port, &lines)
            try await execution.standardInputWriter.finish()
        }
        #expect(result.terminationStatus.isSuccess)
    }

    @Test("arrives with its sender, recipient, subject, text and one Message-ID")
    func arrives() async throws {
        try await withServer { port, lines in
            let message = try OutgoingMessage.example(
                recipientName: "Zoë \"Z\" Å", subject: "Größe 👩‍👧 " + String(repeating: "lang ", count: 30) + "Ende",
                text: "Grüße\n.\n..two\nFrom here  \n" + String(repeating: "x", count: 2000) + "\n\nEnd.\n")
            #expect(await (try msmtp(port: port)).deliver(message) == .accepted)
            let line = try #require(try await lines.next())
            let mail = try JSONDecoder().decode(ReceivedMail.self, from: Data(line.utf8))
            #expect(mail.envelopeFrom == "office@example.com")
            #expect(mail.envelopeTo == ["ana@example.org"])
            #expect(mail.sender == "The Office <office@example.com>")
            #expect(mail.to == "\"Zoë \\\"Z\\\" Å\" <ana@example.org>")
            #expect(mail.subject == message.subject)
            #expect(mail.ids == [message.messageID])
            #expect(mail.text.replacing("\r\n", with: "\n") == message.text)
            #expect(mail.defects == 0)
        }
    }

    @Test("is failed for a recipient the server refuses for good, and tried again for one it refuses for now")
    func refused() async throws {
        try await withServer { port, _ in
            let carrier = try msmtp(port: port)
            let nobody = await carrier.deliver(try .example(recipient: "nobody@example.org"))
            let reason =
                "msmtp exited with 65 (DATAERR): msmtp: recipient address (recipient) not accepted by the server"
            #expect(nobody == .failed(reason: reason))
            let later = await carrier.deliver(try .example(recipient: "later@example.org"))
            #expect(later.isRetry, "\(later)")
        }
    }

    @Test("is tried again while its server cannot be reached or its name doesn't resolve")
    func serverDown() async throws {
        var closedPort = 0
        try await withServer { port, _ in closedPort = port }
        let unreachable = await (try msmtp(port: closedPort)).deliver(try .example())
        #expect(unreachable.isRetry && unreachable.reason?.hasPrefix("msmtp exited with") == true, "\(unreachable)")
        let unresolved = try SendmailCarrier(
            program: ["/usr/bin/msmtp", "--host=mail.invalid", "--auth=off", "--tls=off"], timeout: .seconds(30))
        #expect(await unresolved.deliver(try .example()).isRetry)
    }
}

extension String {
    fileprivate var trimmed: String { String(filter { !$0.isWhitespace }) }
}
