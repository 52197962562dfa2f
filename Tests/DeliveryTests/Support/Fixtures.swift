import Delivery
import Domain
import Subprocess
import SystemPackage

extension OutgoingMessage {
    static func example(
        id: String = "<0b7c.welcome.1@followupd>", channel: Channel = .email, recipient: String = "ana@example.org",
        recipientName: String = "Ana", subject: String = "Hello", text: String = "Good day.\n", html: String? = nil
    ) throws -> OutgoingMessage {
        OutgoingMessage(
            messageID: id, channel: channel, sender: try MailAddress("office@example.com"), senderName: "The Office",
            recipient: recipient, recipientName: recipientName, subject: subject, text: text, html: html,
            createdAt: Timestamp(milliseconds: 1_700_000_000_123), customerNumber: "1042")
    }
}

extension DeliveryOutcome {
    var reason: String? {
        switch self {
        case .accepted: nil
        case .retry(let reason), .failed(let reason): reason
        }
    }

    var isRetry: Bool {
        if case .retry = self { true } else { false }
    }

    var isFailed: Bool {
        if case .failed = self { true } else { false }
    }
}

/// Runs a program of the system's, by its path, and returns what it printed.
@discardableResult
func system(_ command: String...) async throws -> String {
    let result = try await run(
        .path(FilePath(command[0])), arguments: Arguments(Array(command.dropFirst())), output: .string(limit: 64 << 20),
        error: .string(limit: 1 << 20))
    guard result.terminationStatus.isSuccess else { throw TestSupportError("\(command[0]): \(result.standardError)") }
    return result.standardOutput
}
