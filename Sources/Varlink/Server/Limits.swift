/// What a server grants its clients. Times are in seconds.
public struct Limits: Sendable, Equatable {
    /// The longest call, in bytes without its NUL. Checked before anything is decoded.
    public var frameBytes = 4 << 20
    /// How many bytes of calls may be held for one user, on their way in or being obeyed, on all his connections together.
    public var callBytesPerUser = 64 << 20
    /// How deep objects and lists of a call may lie in each other.
    public var nestingDepth = 64
    /// Connections open at a time.
    public var connections = 512
    /// How many of those only `privilegedUsers` get, so that whoever can mend a flood of connections is not shut out by it.
    public var reservedConnections = 0
    /// User ids.
    public var privilegedUsers: Set<UInt32> = []
    /// Connections of one user open at a time.
    public var connectionsPerUser = 128
    /// How long a connection may stay without a call in progress. Part of a call does not count as one.
    public var idleSeconds = 60.0
    /// How many bytes of replies may wait for one client before its handler has to wait.
    public var writeBacklogBytes = 1 << 20
    /// How long a client may leave its backlog full before it is given up on.
    public var slowReaderSeconds = 30.0
    /// How long `shutDown` waits for the first call of a connection, which may have been made just now; and the longest that one which calls
    /// again and again is served.
    public var firstCallSeconds = 3.0
    /// How long it waits for another call of a connection that has called before.
    public var lastCallSeconds = 0.3
    /// How long `shutDown` lets calls in progress run.
    public var graceSeconds = 10.0

    public init() {}
}
