import Glibc
import Varlink

// Serves org.varlink.certification at the path given, until its standard input ends.

/// Writes a line at once; the C library's buffer would keep it, and its lock is held by `readLine`.
@Sendable func say(_ text: String) {
    let line = Array("\(text)\n".utf8)
    write(STDOUT_FILENO, line, line.count)
}

guard CommandLine.arguments.count == 2 else {
    say("usage: CertificationServer PATH")
    exit(2)
}
let service = try VarlinkService(
    vendor: "followupd", product: "Varlink certification", version: "1", url: "https://varlink.org",
    interfaces: [try CertificationService().implementation()], validatesReplies: true
) { VarlinkError(name: "org.varlink.certification.InternalError", parameters: ["reason": .string("\($0)")]) }
let server = VarlinkServer(service: service) { say("\($0)") }
try await server.start(.path(CommandLine.arguments[1], mode: 0o666))
say("ready")
while readLine() != nil {}
await server.shutDown()
