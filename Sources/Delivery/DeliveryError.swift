import Domain

/// Why a carrier cannot be set up, or a message cannot be written down.
///
/// Its text is one sentence and never repeats the refused address or id, so that it may be logged.
public enum DeliveryError: Error, Sendable, Equatable, CustomStringConvertible {
    case invalidAddress(MailAddressError)
    case invalidMessageID(String)
    case invalidUnsubscribeURI(String)
    case invalidProgram(String)
    case invalidWebhook(String)
    case spoolUnusable(directory: String, problem: String)

    public var description: String {
        switch self {
        case .invalidAddress(let error): error.description
        case .invalidMessageID(let problem): "The Message-ID \(problem)."
        case .invalidUnsubscribeURI(let problem): "The unsubscribe URI \(problem)."
        case .invalidProgram(let problem): "The carrier's program \(problem); correct the configuration."
        case .invalidWebhook(let problem): "The URL of the webhook \(problem); correct the configuration."
        case .spoolUnusable(let directory, let problem):
            "The spool directory \(directory) cannot be used: \(problem); create it or choose another."
        }
    }
}
