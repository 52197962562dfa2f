/// What happened on a server that its log should know. Holds nothing that a client sent.
public enum ServerEvent: Sendable, Equatable {
    public enum Refusal: Sendable, Equatable {
        /// The peer is the overflow user, who could be anybody.
        case unknownUser
        case tooManyConnections(limit: Int)
        case tooManyConnectionsOfUser(limit: Int)
        case shuttingDown
    }

    case connectionRefused(Refusal, PeerCredentials)
    case protocolErrorClosed(ProtocolError, PeerCredentials)
    case idleClosed(PeerCredentials)
    case slowReaderClosed(PeerCredentials)
    /// `shutDown` did not wait any longer for a call.
    case cutOff(PeerCredentials)
    /// A handler did what it must not do; the client got an error if it still could.
    case handlerFault(method: String, VarlinkCallError)
    /// Accepting pauses until a connection closes, at most a second. The reason is the system's.
    case acceptFailed(reason: String)
}

extension ServerEvent.Refusal: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unknownUser: "its user is not known here (a user name space hides it)"
        case .tooManyConnections(let limit): "\(limit) connections are open already"
        case .tooManyConnectionsOfUser(let limit): "the user has \(limit) connections open already"
        case .shuttingDown: "the server shuts down"
        }
    }
}

extension ServerEvent: CustomStringConvertible {
    public var description: String {
        switch self {
        case .connectionRefused(let refusal, let peer): "refused a connection of \(peer): \(refusal)"
        case .protocolErrorClosed(let error, let peer): "closed a connection of \(peer): \(error)"
        case .idleClosed(let peer): "closed an idle connection of \(peer)"
        case .slowReaderClosed(let peer): "closed a connection of \(peer), which did not read its replies in time"
        case .cutOff(let peer): "closed a connection of \(peer) with a call in progress, because the server shuts down"
        case .handlerFault(let method, let error): "\(method) misbehaved: \(error)"
        case .acceptFailed(let reason): "could not accept a connection: \(reason)"
        }
    }
}

extension PeerCredentials: CustomStringConvertible {
    public var description: String { "user \(userID), process \(processID)" }
}
