import Synchronization

/// Who is connected: grants places, and knows when the last one is free again.
final class ConnectionRegistry: Sendable {
    private struct State {
        var nextID: UInt64 = 1
        var users: [UInt64: UInt32] = [:]
        var links: [UInt64: ConnectionLink] = [:]
        var countByUser: [UInt32: Int] = [:]
        /// Of connections with a long call, or the beginning of one.
        var callBytes: [UInt64: Int] = [:]
        var callBytesByUser: [UInt32: Int] = [:]
        var isClosed = false

        /// - Returns: How many bytes the user holds now.
        @discardableResult
        mutating func hold(_ bytes: Int, on connectionID: UInt64, of userID: UInt32) -> Int {
            let before = callBytes.removeValue(forKey: connectionID) ?? 0
            if bytes > 0 { callBytes[connectionID] = bytes }
            let all = callBytesByUser[userID, default: 0] - before + bytes
            callBytesByUser[userID] = all == 0 ? nil : all
            return all
        }
    }

    private let state = Mutex(State())
    private let limits: Limits
    private let drained = Signal()

    init(limits: Limits) {
        self.limits = limits
    }

    enum Admission: Sendable {
        case admitted(connectionID: UInt64)
        case refused(ServerEvent.Refusal)
    }

    func admit(userID: UInt32) -> Admission {
        state.withLock { state in
            if state.isClosed { return .refused(.shuttingDown) }
            if userID == PeerCredentials.overflowUserID { return .refused(.unknownUser) }
            let isPrivileged = limits.privilegedUsers.contains(userID)
            let places = isPrivileged ? limits.connections : max(0, limits.connections - limits.reservedConnections)
            if state.users.count >= places { return .refused(.tooManyConnections(limit: places)) }
            let count = state.countByUser[userID, default: 0]
            if count >= limits.connectionsPerUser {
                return .refused(.tooManyConnectionsOfUser(limit: limits.connectionsPerUser))
            }
            let connectionID = state.nextID
            state.nextID += 1
            state.users[connectionID] = userID
            state.countByUser[userID] = count + 1
            return .admitted(connectionID: connectionID)
        }
    }

    func attach(_ link: ConnectionLink, to connectionID: UInt64) {
        state.withLock { state in
            if state.users[connectionID] != nil { state.links[connectionID] = link }
        }
    }

    /// Says how many bytes of a call a connection holds now.
    /// - Returns: Whether its user may hold as many on all his connections together. If not, none are counted for this one any more, so that it
    ///   alone is closed for it.
    func mayHold(_ bytes: Int, on connectionID: UInt64) -> Bool {
        state.withLock { state in
            guard let userID = state.users[connectionID] else { return false }
            let mayHold = state.hold(bytes, on: connectionID, of: userID) <= limits.callBytesPerUser
            if !mayHold { state.hold(0, on: connectionID, of: userID) }
            return mayHold
        }
    }

    func release(_ connectionID: UInt64) {
        let isDrained = state.withLock { state in
            guard let userID = state.users.removeValue(forKey: connectionID) else { return false }
            state.links[connectionID] = nil
            state.hold(0, on: connectionID, of: userID)
            let count = state.countByUser[userID, default: 1] - 1
            state.countByUser[userID] = count == 0 ? nil : count
            return state.isClosed && state.users.isEmpty
        }
        if isDrained { drained.raise() }
    }

    /// Admits nobody any more.
    func close() {
        let isDrained = state.withLock { state in
            state.isClosed = true
            return state.users.isEmpty
        }
        if isDrained { drained.raise() }
    }

    /// Returns once the registry is closed and every place is free, or abandoned.
    func waitUntilDrained() async {
        await drained.wait()
    }

    /// Cuts off whoever is left, and waits for nobody any more.
    func abandon() {
        let links = state.withLock { Array($0.links.values) }
        for link in links { link.execute { $0.cutOff() } }
        drained.raise()
    }

    /// Open connections, and closed ones whose handler still runs.
    var count: Int { state.withLock { $0.users.count } }
}
