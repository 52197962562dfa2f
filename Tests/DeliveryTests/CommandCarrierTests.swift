import Delivery
import Domain
import FoundationEssentials
import TestKit
import Testing

@Suite("The command carrier")
struct CommandCarrierTests {
    let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
    }

    @Test("gives the command one line of JSON with the documented keys")
    func json() async throws {
        let carrier = try CommandCarrier(
            command: [folder.script("cat > stdin; echo $# $1 > argv"), "sms"], timeout: .seconds(30))
        let message = try OutgoingMessage.example(
            channel: .sms, recipient: "+49 30 1234\n", recipientName: "Zoë \"Z\"", subject: "", text: "a/b\r\n\0👩‍👧")
        #expect(await carrier.deliver(message) == .accepted)
        #expect(try folder.text("argv") == "1 sms\n")
        #expect(
            try folder.text("stdin") == #"""
                {"channel":"sms","createdAt":1700000000123,"customerNumber":"1042","messageId":"<0b7c.welcome.1@followupd>",\#
                "recipient":"+49 30 1234\n","recipientName":"Zoë \"Z\"","sender":"office@example.com",\#
                "senderName":"The Office","subject":"","text":"a/b\r\n\u0000👩‍👧"}

                """#)
    }

    @Test("leaves out the customer's number if the message is about none")
    func noCustomer() async throws {
        let carrier = try CommandCarrier(command: [folder.script("cat > stdin")], timeout: .seconds(30))
        var message = try OutgoingMessage.example(channel: .webhook, recipient: "https://example.org/hook")
        message.customerNumber = nil
        #expect(await carrier.deliver(message) == .accepted)
        #expect(try !folder.text("stdin").contains("customerNumber"))
    }

    @Test("takes exit codes by the same table, and a time-out as one to try again")
    func outcomes() async throws {
        let script = try folder.script("exit $1")
        func outcome(_ code: Int) async throws -> DeliveryOutcome {
            await (try CommandCarrier(command: [script, "\(code)"], timeout: .seconds(30))).deliver(try .example())
        }
        #expect(try await outcome(0) == .accepted)
        #expect(try await outcome(75) == .retry(reason: "program exited with 75 (TEMPFAIL)"))
        #expect(try await outcome(67) == .failed(reason: "program exited with 67 (NOUSER)"))
        #expect(try await outcome(1) == .retry(reason: "program exited with 1"))
        let hanging = try CommandCarrier(
            command: [folder.script("exec sleep 600", named: "slow")], timeout: .milliseconds(200))
        #expect(await hanging.deliver(try .example()) == .retry(reason: "slow did not finish in time and was killed"))
    }
}
