/// Who opened a connection, as the kernel recorded it then (`SO_PEERCRED`, unix(7)).
public struct PeerCredentials: Sendable, Hashable {
    /// May be gone, or its number in use again.
    public let processID: Int32
    public let userID: UInt32
    public let groupID: UInt32

    public init(processID: Int32, userID: UInt32, groupID: UInt32) {
        self.processID = processID
        self.userID = userID
        self.groupID = groupID
    }

    /// The user "nobody", which is how the kernel shows every user that a user name space does not map. It stands for
    /// anybody, so it is nobody whom a permission could be given to.
    public static let overflowUserID: UInt32 = 65534
}
