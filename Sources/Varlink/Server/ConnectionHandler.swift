import NIOCore

/// Does what the state machine of one connection decides. Lives on the event loop of its channel.
final class ConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let eventLoop: any EventLoop
    private let service: VarlinkService
    private let limits: Limits
    private let peer: PeerCredentials
    private let connectionID: UInt64
    private let session = VarlinkSession()
    private let onEvent: @Sendable (ServerEvent) -> Void
    private let mayHold: @Sendable (_ callBytes: Int) -> Bool
    private let onFinish: @Sendable () -> Void

    private var machine = ConnectionStateMachine()
    private var decoder: FrameDecoder
    private var context: ChannelHandlerContext?
    /// Actions still to be done. Doing one can bring about another event, whose actions then queue up behind.
    private var actions = CircularBuffer<ConnectionStateMachine.Action>()
    private var isPerforming = false
    private var nextCall: (message: CallMessage, method: Result<VarlinkMethod, VarlinkError>)?
    private var callTask: Task<Void, Never>?
    private var writers: [CheckedContinuation<Void, any Error>] = []
    private var idleTimer: Scheduled<Void>?
    private var drainTimer: Scheduled<Void>?
    private var hasCalled = false
    /// What `mayHold` was told last.
    private var heldBytes = 0
    /// When the server began to shut down.
    private var quiescedAt: NIODeadline?

    /// `mayHold` is told of long calls, from their beginning until they are obeyed, and false ends the connection. `onFinish` is called once, when the
    /// connection is closed and no handler of it runs any more.
    init(
        eventLoop: any EventLoop, service: VarlinkService, limits: Limits, peer: PeerCredentials,
        connectionID: UInt64, onEvent: @escaping @Sendable (ServerEvent) -> Void,
        mayHold: @escaping @Sendable (_ callBytes: Int) -> Bool, onFinish: @escaping @Sendable () -> Void
    ) {
        self.eventLoop = eventLoop
        self.service = service
        self.limits = limits
        self.peer = peer
        self.connectionID = connectionID
        self.onEvent = onEvent
        self.mayHold = mayHold
        self.onFinish = onFinish
        decoder = FrameDecoder(maximumFrameBytes: limits.frameBytes)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
        if context.channel.isActive { perform(machine.opened()) }
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        perform(machine.inactive())
        self.context = nil
    }

    func channelActive(context: ChannelHandlerContext) {
        perform(machine.opened())
        context.fireChannelActive()
    }

    func channelInactive(context: ChannelHandlerContext) {
        perform(machine.inactive())
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        decoder.append(unwrapInboundIn(data))
        perform(machine.bytesArrived())
    }

    func channelWritabilityChanged(context: ChannelHandlerContext) {
        perform(machine.writabilityChanged(isWritable: context.channel.isWritable))
        context.fireChannelWritabilityChanged()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        switch event {
        case ChannelEvent.inputClosed: perform(machine.inputClosed())
        case is ChannelShouldQuiesceEvent:
            guard quiescedAt == nil else { return }
            quiescedAt = .now()
            if machine.isAwaitingCall { startIdleTimer() } else { perform(machine.endStream()) }
        default: context.fireUserInboundEventTriggered(event)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // A socket error; channelInactive follows the close and does the rest.
        context.close(promise: nil)
    }

    /// Ends everything at once, also a handler that runs on after its client left.
    func cutOff() {
        perform(machine.cutOff())
    }

    // MARK: Actions

    private func perform(_ new: [ConnectionStateMachine.Action]) {
        actions.append(contentsOf: new)
        guard !isPerforming else { return }
        isPerforming = true
        defer { isPerforming = false }
        while let action = actions.popFirst() { perform(action) }
    }

    private func perform(_ action: ConnectionStateMachine.Action) {
        switch action {
        case .takeCall: takeCall()
        case .read: context?.read()
        case .startCall: startCall()
        case .cancelCall: callTask?.cancel()
        case .releaseWriters(let failure): releaseWriters(failure)
        case .startIdleTimer: startIdleTimer()
        case .stopIdleTimer: idleTimer?.cancel()
        case .startDrainTimer:
            drainTimer?.cancel()
            drainTimer = schedule(seconds: limits.slowReaderSeconds) { $0.perform($0.machine.drainTimeReached()) }
        case .stopDrainTimer: drainTimer?.cancel()
        case .closeAfterFlush: closeAfterFlush()
        case .closeNow(let reason):
            report(reason)
            context?.close(promise: nil)
        case .finish: onFinish()
        }
    }

    /// While the server shuts down, a connection is closed when it is quiet: one that has not called yet may have been made just now, with its
    /// call on the way; one that calls and calls is told to go when that has lasted long enough.
    private func startIdleTimer() {
        idleTimer?.cancel()
        guard let quiescedAt else {
            idleTimer = schedule(seconds: limits.idleSeconds) { $0.perform($0.machine.idleTimeReached()) }
            return
        }
        let left = limits.firstCallSeconds - Double((NIODeadline.now() - quiescedAt).nanoseconds) / 1e9
        let patience = hasCalled ? min(limits.lastCallSeconds, left) : left
        if patience <= 0 { return perform(machine.shutDown()) }
        idleTimer = schedule(seconds: patience) { $0.perform($0.machine.shutDown()) }
    }

    private func takeCall() {
        guard machine.isAwaitingCall else { return }
        do {
            let frame = try decoder.nextFrame()
            try account(for: frame?.readableBytes ?? decoder.unfinishedBytes)
            guard let frame else { return perform(machine.starved()) }
            let message = try CallMessage(frame: frame, maximumDepth: limits.nestingDepth)
            let method = service.method(named: message.method)
            nextCall = (message, method)
            let isStreaming = (try? method.get())?.handler.kind == .streaming
            perform(machine.received(isStreaming: isStreaming, isOneway: message.flag == .oneway))
        } catch {
            perform(machine.malformed(error))
        }
    }

    /// Short ones are bounded by the number of connections; not asking for them keeps event loops off each other's lock.
    private static let shortCall = 64 << 10

    private func account(for callBytes: Int) throws(ProtocolError) {
        let bytes = callBytes > Self.shortCall ? callBytes : 0
        guard bytes != heldBytes else { return }
        heldBytes = bytes
        guard mayHold(bytes) else { throw .callsTooLong(limit: limits.callBytesPerUser) }
    }

    private func startCall() {
        guard let (message, method) = nextCall else { return }
        nextCall = nil
        hasCalled = true
        let link = ConnectionLink(self, eventLoop: eventLoop)
        let call = VarlinkCall(message, peer: peer, connectionID: connectionID, session: session, sink: link)
        callTask = Task { [service, onEvent] in
            await service.perform(call, method) { onEvent(.handlerFault(method: call.method, $0)) }
            link.execute { $0.callReturned() }
        }
        // Nothing would end it any more.
        if quiescedAt != nil { perform(machine.endStream()) }
    }

    private func callReturned() {
        callTask = nil
        perform(machine.callReturned())
    }

    private func report(_ reason: ConnectionStateMachine.CloseReason) {
        switch reason {
        case .idle: onEvent(.idleClosed(peer))
        case .slowReader: onEvent(.slowReaderClosed(peer))
        case .protocolError(let error): onEvent(.protocolErrorClosed(error, peer))
        case .cutOff: onEvent(.cutOff(peer))
        }
    }

    private func closeAfterFlush() {
        guard let context else { return }
        // Writes complete in order: when this one has, every reply has left.
        let flushed = eventLoop.makePromise(of: Void.self)
        context.writeAndFlush(wrapOutboundOut(ByteBuffer()), promise: flushed)
        flushed.futureResult.assumeIsolated().whenComplete { _ in context.close(promise: nil) }
    }

    private func schedule(seconds: Double, _ body: @escaping (ConnectionHandler) -> Void) -> Scheduled<Void> {
        // Half of what Int64 holds: a deadline beyond it would overflow when added to the present.
        let delay = TimeAmount.nanoseconds(Int64(min(seconds * 1e9, 4e18)))
        return eventLoop.assumeIsolated().scheduleTask(in: delay) { body(self) }
    }

    // MARK: Replies

    func sendFinal(_ frame: ByteBuffer) {
        guard machine.finalReplyFailure() == nil else { return }
        context?.writeAndFlush(wrapOutboundOut(frame), promise: nil)
    }

    func sendPart(_ frame: ByteBuffer, _ continuation: CheckedContinuation<Void, any Error>) {
        if machine.partialReplyFailure() == nil {
            context?.writeAndFlush(wrapOutboundOut(frame), promise: nil)
        }
        // Asked again: the write itself may have found the peer gone.
        if let failure = machine.partialReplyFailure() {
            continuation.resume(throwing: failure.error)
        } else if machine.isWritable {
            continuation.resume()
        } else {
            writers.append(continuation)
        }
    }

    private func releaseWriters(_ failure: ConnectionStateMachine.WriteFailure?) {
        let released = writers
        writers = []
        for writer in released {
            if let failure { writer.resume(throwing: failure.error) } else { writer.resume() }
        }
    }
}

extension ConnectionStateMachine.WriteFailure {
    fileprivate var error: any Error {
        switch self {
        case .peerGone: VarlinkCallError.peerGone
        case .peerTooSlow: VarlinkCallError.peerTooSlow
        case .shuttingDown: CancellationError()
        }
    }
}
