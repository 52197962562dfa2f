/// What goes wrong between a handler and its call.
public enum VarlinkCallError: Error, Sendable, Equatable {
    /// The handler returned without a final reply.
    case noReply
    /// The handler replied after its final reply.
    case alreadyReplied
    /// The handler threw after its final reply, so that nobody could be told.
    case failedAfterReply
    /// The handler gave one of several replies to a client that had asked for one.
    case moreNotRequested
    /// Parameters have to encode as a JSON object.
    case parametersNotAnObject
    /// A reply or error is not what the interface describes; `member` is where.
    case descriptionMismatch(method: String, member: String)
    /// The client closed the connection.
    case peerGone
    /// The client did not read its replies in time, and its connection was closed.
    case peerTooSlow
}

extension VarlinkCallError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .noReply: "the method returned without a reply"
        case .alreadyReplied: "the method replied again after its final reply"
        case .failedAfterReply: "the method failed after its final reply"
        case .moreNotRequested: "the method gave several replies to a call without more"
        case .parametersNotAnObject: "the parameters do not encode as a JSON object"
        case .descriptionMismatch(let method, let member):
            "what \(method) answered does not match its description at \(member)"
        case .peerGone: "the client closed the connection"
        case .peerTooSlow: "the client did not read its replies in time"
        }
    }
}
