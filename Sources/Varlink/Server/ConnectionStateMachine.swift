/// What a connection does next. Pure: it decides, and `ConnectionHandler` does.
///
///                      malformed, idle, shut down, end of input
///              ┌──────────────────────────────────────────────────────┐
///              │                                                      ▼
///     ──▶ awaitingCall ──call──▶ running ──returned, peer reads──▶ (awaitingCall)
///              ▲                    │  └──returned, shutting down──▶ closing ──inactive──▶ over
///              │                    └──returned, backlog full──▶ draining
///              └──────────────────────────peer reads─────────────────┘
///
/// The peer goes its own way meanwhile: open → half closed (it sends no more, and still reads) → gone. With the peer
/// gone, calls that were received whole still run if they are oneway, since nobody can know that they did not; all
/// others are dropped. The connection is over, and its place free, when the last of them has returned.
///
/// Bytes are only asked for while a call is awaited, so that a client that sends ahead is held back by its socket.
struct ConnectionStateMachine {
    enum Action: Equatable {
        /// Look for the next whole call, and report `received`, `malformed` or `starved`.
        case takeCall
        /// Read from the socket.
        case read
        /// Run the call just received.
        case startCall
        case cancelCall
        /// Let handlers that wait for room go on, or fail.
        case releaseWriters(failure: WriteFailure?)
        case startIdleTimer
        case stopIdleTimer
        case startDrainTimer
        case stopDrainTimer
        /// Close once everything written is sent.
        case closeAfterFlush
        case closeNow(CloseReason)
        /// Nothing happens here any more: give the place to another connection.
        case finish
    }

    enum CloseReason: Equatable {
        case idle
        case slowReader
        case protocolError(ProtocolError)
        case cutOff
    }

    enum WriteFailure: Equatable {
        case peerGone
        case peerTooSlow
        case shuttingDown
    }

    private enum Phase: Equatable {
        case awaitingCall
        case running(isStreaming: Bool)
        case draining
        case closing
        case over
    }

    private enum Peer {
        case open, halfClosed, gone
    }

    private var phase = Phase.awaitingCall
    private var peer = Peer.open
    private var isShuttingDown = false
    private var isCutOff = false
    /// Whether a reply may be followed by another at once.
    private(set) var isWritable = true

    var isAwaitingCall: Bool { phase == .awaitingCall }

    // MARK: What the client does

    mutating func opened() -> [Action] {
        guard phase == .awaitingCall else { return [] }
        return isShuttingDown ? close() : [.startIdleTimer, .takeCall]
    }

    mutating func bytesArrived() -> [Action] {
        phase == .awaitingCall ? [.takeCall] : []
    }

    mutating func received(isStreaming: Bool, isOneway: Bool) -> [Action] {
        guard phase == .awaitingCall else { return [] }
        if peer == .gone && !isOneway { return [.takeCall] }
        phase = .running(isStreaming: isStreaming)
        return [.stopIdleTimer, .startCall]
    }

    mutating func malformed(_ error: ProtocolError) -> [Action] {
        guard phase == .awaitingCall else { return [] }
        if peer == .gone { return finish() }
        phase = .closing
        return [.stopIdleTimer, .closeNow(.protocolError(error))]
    }

    /// No whole call is there.
    mutating func starved() -> [Action] {
        guard phase == .awaitingCall else { return [] }
        switch peer {
        case .open: return [.read]
        case .halfClosed: return close()
        case .gone: return finish()
        }
    }

    mutating func inputClosed() -> [Action] {
        guard peer == .open else { return [] }
        peer = .halfClosed
        return phase == .awaitingCall ? [.takeCall] : []
    }

    mutating func inactive() -> [Action] {
        guard peer != .gone else { return [] }
        peer = .gone
        let stop: [Action] = [.stopIdleTimer, .stopDrainTimer]
        switch phase {
        case .awaitingCall, .draining:
            phase = .awaitingCall
            return stop + (isShuttingDown ? finish() : [.takeCall])
        case .running(let isStreaming):
            return stop + [.releaseWriters(failure: .peerGone)] + (isStreaming ? [.cancelCall] : [])
        case .closing:
            return stop + finish()
        case .over:
            return []
        }
    }

    // MARK: What the handler and the socket do

    /// Why the final reply cannot be sent; nil if it can.
    func finalReplyFailure() -> WriteFailure? {
        if peer == .gone { return .peerGone }
        return isCutOff ? .shuttingDown : nil
    }

    /// Why one of several replies cannot be sent; nil if it can.
    func partialReplyFailure() -> WriteFailure? {
        if let failure = finalReplyFailure() { return failure }
        return isShuttingDown && phase == .running(isStreaming: true) ? .shuttingDown : nil
    }

    mutating func writabilityChanged(isWritable: Bool) -> [Action] {
        guard peer != .gone, isWritable != self.isWritable else { return [] }
        self.isWritable = isWritable
        // A connection that only waits for its last bytes to leave keeps its deadline.
        if phase == .closing { return [] }
        guard isWritable else { return [.startDrainTimer] }
        return [.stopDrainTimer, .releaseWriters(failure: nil)] + (phase == .draining ? awaitCall() : [])
    }

    mutating func callReturned() -> [Action] {
        guard case .running = phase else { return [] }
        if peer == .gone {
            phase = .awaitingCall
            return isShuttingDown ? finish() : [.takeCall]
        }
        if isWritable { return awaitCall() }
        phase = .draining
        return []
    }

    // MARK: What the server does

    mutating func idleTimeReached() -> [Action] {
        guard phase == .awaitingCall, peer != .gone else { return [] }
        phase = .closing
        return [.closeNow(.idle)]
    }

    mutating func drainTimeReached() -> [Action] {
        guard peer != .gone else { return [] }
        guard case .running(let isStreaming) = phase else {
            phase = .closing
            return [.closeNow(.slowReader)]
        }
        let failed: [Action] = [.releaseWriters(failure: .peerTooSlow), .closeNow(.slowReader)]
        return isStreaming ? [.cancelCall] + failed : failed
    }

    /// Ends a stream, which would not end by itself; what else there is goes on.
    mutating func endStream() -> [Action] { phase == .running(isStreaming: true) ? shutDown() : [] }

    /// Ends streams, lets a single call finish, closes what is idle.
    mutating func shutDown() -> [Action] {
        guard !isShuttingDown else { return [] }
        isShuttingDown = true
        switch phase {
        case .awaitingCall: return peer == .gone ? finish() : close()
        case .running(isStreaming: true): return [.cancelCall, .releaseWriters(failure: .shuttingDown)]
        case .running(isStreaming: false), .draining, .closing, .over: return []
        }
    }

    /// The time that `shutDown` grants is over.
    mutating func cutOff() -> [Action] {
        isShuttingDown = true
        isCutOff = true
        switch phase {
        case .over:
            return []
        case .running:
            let cancel: [Action] = [.cancelCall, .releaseWriters(failure: .shuttingDown)]
            return peer == .gone ? cancel : cancel + [.closeNow(.cutOff)]
        case .awaitingCall, .draining, .closing:
            guard peer != .gone else { return finish() }
            phase = .closing
            return [.closeNow(.cutOff)]
        }
    }

    private mutating func awaitCall() -> [Action] {
        if isShuttingDown { return close() }
        phase = .awaitingCall
        return [.startIdleTimer, .takeCall]
    }

    private mutating func close() -> [Action] {
        phase = .closing
        // The last bytes must leave in time as well.
        return [.stopIdleTimer, .startDrainTimer, .closeAfterFlush]
    }

    private mutating func finish() -> [Action] {
        guard phase != .over else { return [] }
        phase = .over
        return [.finish]
    }
}
