import Crypto
import Domain
import FoundationEssentials
import Glibc
import TestKit
import Testing

import class TestKit.ChildProcess
import func TestKit.poll

@testable import Delivery

/// A real HTTP server, Python's, is posted to.
@Suite("Webhooks")
struct WebhookCarrierTests {
    /// Writes each request down as a line of JSON, and answers with the status that the path names; `/slow` never answers, `/away` sends elsewhere.
    private static let server = """
        import http.server, json, sys, time
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers['Content-Length'])).decode()
                print(json.dumps({'path': self.path, 'headers': {k.lower(): v for k, v in self.headers.items()}, 'body': body}), flush=True)
                if self.path == '/slow': time.sleep(30)
                status = int(self.path[1:]) if self.path[1:].isdigit() else 302
                self.send_response(status)
                if status == 302: self.send_header('Location', '/200')
                self.end_headers()
            def log_message(self, *a): pass
        server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
        print(server.server_address[1], flush=True)
        server.serve_forever()
        """

    private struct Request: Decodable {
        let path: String
        let headers: [String: String]
        let body: String
    }

    private func withServer(_ server: String = server, _ body: (Int, @escaping () -> [Request]) async throws -> Void)
        async throws
    {
        let folder = try TemporaryDirectory()
        try folder.write("", to: "output")
        let descriptor = open(folder.path("output"), O_WRONLY | O_CLOEXEC)
        defer { close(descriptor) }
        let child = try ChildProcess(["python3", "-c", server], environment: [:], descriptors: [1: descriptor])
        defer { child.stop() }
        @Sendable func lines() -> [Substring] { ((try? folder.text("output")) ?? "").split(separator: "\n") }
        let port = try await poll(for: "the port of the server") { lines().first.flatMap { Int($0) } }
        try await body(port) {
            lines().dropFirst()
                .compactMap { try? JSONDecoder().decode(Request.self, from: Data($0.utf8)) }
        }
    }

    private func carrier(_ port: Int, _ path: String, secret: String? = nil, seconds: Int = 10, inFlight: Int = 4)
        throws -> WebhookCarrier
    {
        try WebhookCarrier(
            url: "http://127.0.0.1:\(port)/\(path)", secret: secret, timeout: .seconds(seconds), inFlight: inFlight,
            now: { 1_700_000_000 })
    }

    @Test("posts the message as JSON, signed over time and body by the shared secret")
    func signed() async throws {
        try await withServer { port, requests in
            let carrier = try carrier(port, "204", secret: "s3cret")
            #expect(await carrier.deliver(try .example(channel: .webhook, text: "Grüße")) == .accepted)
            let request = try #require(requests().first)
            #expect(request.headers["content-type"] == "application/json")
            #expect(request.headers["followupd-message-id"] == "<0b7c.welcome.1@followupd>")
            #expect(request.headers["followupd-timestamp"] == "1700000000")
            let code = HMAC<SHA256>.authenticationCode(
                for: Data("1700000000.\(request.body)".utf8), using: SymmetricKey(data: Data("s3cret".utf8)))
            let expected = code.map { byte in (byte < 16 ? "0" : "") + String(byte, radix: 16) }.joined()
            #expect(request.headers["followupd-signature"] == "v1=\(expected)")
            #expect(request.body.contains("\"text\":\"Grüße\"") && request.body.contains("\"customerNumber\":\"1042\""))
        }
    }

    @Test(
        "what the status means",
        arguments: [
            ("200", "accepted"), ("301", "failed"), ("400", "failed"), ("404", "failed"), ("408", "retry"),
            ("410", "failed"), ("429", "retry"), ("500", "retry"), ("503", "retry"),
        ])
    func status(path: String, expected: String) async throws {
        try await withServer { port, _ in
            let carrier = try carrier(port, path)
            let outcome = await carrier.deliver(try .example(channel: .webhook))
            #expect("\(outcome)".hasPrefix(expected), "\(outcome)")
        }
    }

    @Test("a receiver that does not answer in time, or is not there, is tried again; a redirection is not followed")
    func ambiguous() async throws {
        try await withServer { port, requests in
            let slow = try carrier(port, "slow", seconds: 1)
            #expect("\(await slow.deliver(try .example(channel: .webhook)))".hasPrefix("retry"))
            let away = try carrier(port, "away")
            #expect("\(await away.deliver(try .example(channel: .webhook)))".hasPrefix("failed"))
            #expect(requests().map(\.path) == ["/slow", "/away"])
            let nobody = try carrier(1, "200", seconds: 2)
            #expect("\(await nobody.deliver(try .example(channel: .webhook)))".hasPrefix("retry"))
        }
    }

    @Test("a server whose certificate nobody known has signed gets nothing")
    func unknownCertificate() async throws {
        let folder = try TemporaryDirectory()
        let made = try await run([
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost",
            "-addext", "subjectAltName=DNS:localhost", "-keyout", folder.path("key"), "-out",
            folder.path("certificate"),
        ])
        try #require(made.exit == 0, "\(made.errors)")
        let secure = Self.server.replacing(
            "print(server.server_address[1]",
            with: """
                import ssl
                context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
                context.load_cert_chain('\(folder.path("certificate"))', '\(folder.path("key"))')
                server.socket = context.wrap_socket(server.socket, server_side=True)
                print(server.server_address[1]
                """)
        try await withServer(secure) { port, requests in
            let carrier = try WebhookCarrier(
                url: "https://localhost:\(port)/200", secret: nil, timeout: .seconds(5), now: { 0 })
            #expect("\(await carrier.deliver(try .example(channel: .webhook)))".hasPrefix("retry"))
            #expect(requests().isEmpty)
            // The server itself is well.
            let trusting = try await run([
                "python3", "-c",
                "import ssl, urllib.request as u; print(u.urlopen(u.Request('https://localhost:\(port)/200', data=b'{}'), context=ssl.create_default_context(cafile='\(folder.path("certificate"))')).status)",
            ])
            #expect(trusting.output.hasPrefix("200"), "\(trusting.errors)")
        }
    }

    @Test("many at once all go, a few at a time")
    func inFlight() async throws {
        try await withServer { port, requests in
            let carrier = try carrier(port, "200", inFlight: 2)
            let message = try OutgoingMessage.example(channel: .webhook)
            let outcomes = await withTaskGroup(of: DeliveryOutcome.self) { group in
                for _ in 0..<30 { group.addTask { await carrier.deliver(message) } }
                return await group.reduce(into: []) { $0.append($1) }
            }
            #expect(outcomes.allSatisfy { $0 == .accepted } && requests().count == 30)
        }
    }

    @Test("a URL that is none is refused", arguments: ["", "ftp://a.example", "http://", "example.org", "http://a b"])
    func url(text: String) {
        #expect(throws: DeliveryError.self) {
            try WebhookCarrier(url: text, secret: nil, timeout: .seconds(1), now: { 0 })
        }
    }
}
