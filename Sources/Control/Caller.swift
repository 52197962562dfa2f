import Varlink

/// Who calls, as the kernel vouches for it.
public struct Caller: Hashable, Sendable {
    public let userID: UInt32
    /// How the caller stands in history and ledger.
    public let name: String

    /// What callers may do. Root and the service's own user administer; users of the office come with their own roles later.
    public enum Role: String, Sendable {
        case administrator, none
    }

    public let role: Role

    /// - Parameter serviceUserID: the uid the daemon runs as.
    public init(_ peer: PeerCredentials, serviceUserID: UInt32) {
        userID = peer.userID
        name = peer.userID == 0 ? "root" : "uid:\(peer.userID)"
        role = peer.userID == 0 || peer.userID == serviceUserID ? .administrator : .none
    }
}
