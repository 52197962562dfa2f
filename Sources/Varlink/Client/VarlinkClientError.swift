/// Why a client got no answer. What the service itself answers with is a `VarlinkError`.
public enum VarlinkClientError: Error, Sendable, Equatable {
    /// `reason` says what is wrong and what to do, as a clause.
    case notReachable(path: String, reason: String)
    /// The connection ended before the answer was complete; whether the method ran is not known.
    case connectionClosed(method: String)
    /// The service broke the protocol, and the connection was closed.
    case protocolViolation(method: String, ProtocolError)
    /// The answer is none that this client understands; `detail` is where.
    case unexpectedReply(method: String, detail: String)
}

extension VarlinkClientError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notReachable(let path, let reason): "cannot reach the service at \(path): \(reason)"
        case .connectionClosed(let method):
            "the service closed the connection before it answered \(method); look at its log and try again"
        case .protocolViolation(let method, let error):
            "the answer to \(method) broke the protocol (\(error)); check that the socket belongs to this service"
        case .unexpectedReply(let method, let detail):
            "the answer to \(method) is not understood (\(detail)); update the client or the service"
        }
    }
}
