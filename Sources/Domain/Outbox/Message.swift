/// How a message travels.
public enum Channel: String, Codable, CaseIterable, Sendable {
    case email, sms, letter, webhook
}

/// The life of a message:
///
///     queued ─► sending ─► sent
///       ▲ │        │
///       │ │        ├─► queued   retried later, or rescued after a crash
///       │ │        └─► failed   permanent, or out of attempts; retried by hand
///       │ ├─► suppressed        a rule about the recipient, or expired
///       │ └─► cancelled         the status was left, or a person
///       └── failed ◄── sent    it came back
public enum MessageState: String, CaseIterable, Sendable {
    case queued, sending, sent, failed, suppressed, cancelled
}
