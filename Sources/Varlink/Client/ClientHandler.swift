import NIOCore

/// Does what the state machine of a client decides. Lives on the event loop of its channel.
final class ClientHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private static let nestingDepth = 128

    private var machine = ClientStateMachine()
    private var decoder: FrameDecoder
    private var context: ChannelHandlerContext?
    private var calls = CircularBuffer<PendingCall>()
    private var outgoing: ByteBuffer?
    private var incoming: ReplyMessage?
    private var violation: ProtocolError?
    private var rejection: VarlinkError?
    private var actions = CircularBuffer<ClientStateMachine.Action>()
    private var isPerforming = false

    init(maximumFrameBytes: Int) {
        decoder = FrameDecoder(maximumFrameBytes: maximumFrameBytes)
    }

    func handlerAdded(context: ChannelHandlerContext) {
        self.context = context
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        perform(machine.inactive())
        self.context = nil
    }

    func channelActive(context: ChannelHandlerContext) {
        perform(machine.opened())
        context.fireChannelActive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        decoder.append(unwrapInboundIn(data))
        perform(machine.bytesArrived())
    }

    func channelInactive(context: ChannelHandlerContext) {
        perform(machine.inactive())
        context.fireChannelInactive()
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // A socket error; channelInactive follows the close and fails the calls.
        context.close(promise: nil)
    }

    // MARK: Calls

    func call(_ frame: ByteBuffer, _ call: PendingCall) {
        let actions = machine.call(call.kind)
        guard actions != [.refuse] else {
            return call.fail(failure(of: call.method))
        }
        calls.append(call)
        outgoing = frame
        perform(actions)
    }

    func oneway(_ frame: ByteBuffer, method: String, _ continuation: CheckedContinuation<Void, any Error>) {
        guard machine.oneway() != [.refuse], let context else {
            return continuation.resume(throwing: failure(of: method))
        }
        let sent = context.eventLoop.makePromise(of: Void.self)
        sent.futureResult.whenComplete { result in
            continuation.resume(with: result.mapError { _ in VarlinkClientError.connectionClosed(method: method) })
        }
        context.writeAndFlush(wrapOutboundOut(frame), promise: sent)
    }

    func streamResumed() {
        perform(machine.streamResumed())
    }

    /// The reader of a stream is done with it: if the stream is not, closing is the only way to end it.
    func streamEnded(_ stream: StreamName) {
        let isOpen = calls.contains { call in
            if case .stream(let name, _) = call { name === stream } else { false }
        }
        if isOpen { context?.close(promise: nil) }
    }

    // MARK: Actions

    private func perform(_ new: [ClientStateMachine.Action]) {
        actions.append(contentsOf: new)
        guard !isPerforming else { return }
        isPerforming = true
        defer { isPerforming = false }
        while let action = actions.popFirst() { perform(action) }
    }

    private func perform(_ action: ClientStateMachine.Action) {
        switch action {
        case .send:
            if let frame = outgoing { context?.writeAndFlush(wrapOutboundOut(frame), promise: nil) }
            outgoing = nil
        case .refuse: outgoing = nil
        case .takeReply: takeReply()
        case .read: context?.read()
        case .deliver(let isFinal): deliver(isFinal: isFinal)
        case .reject:
            rejection = incoming?.error
            context?.close(promise: nil)
        case .close(let error):
            violation = error
            context?.close(promise: nil)
        case .failCalls: failCalls()
        }
    }

    private func takeReply() {
        guard machine.takesReplies else { return }
        do {
            guard let frame = try decoder.nextFrame() else { return perform(machine.starved()) }
            let message = try ReplyMessage(frame: frame, maximumDepth: Self.nestingDepth)
            incoming = message
            perform(machine.received(continues: message.continues, isError: message.error != nil))
        } catch {
            perform(machine.malformed(error))
        }
    }

    private func deliver(isFinal: Bool) {
        guard let message = incoming, let call = calls.first else { return }
        incoming = nil
        if isFinal { calls.removeFirst() }
        if let error = message.error { return call.fail(error) }
        switch call {
        case .single(let reply):
            reply.complete(.success(message.parameterBytes))
        case .stream(_, let source):
            // A last reply without parameters only says that the stream is over.
            let isElement = !isFinal || message.parameterBytes != nil
            if isElement, source.yield(message.parameterBytes) == .stopProducing { machine.streamPaused() }
            if isFinal { source.finish() }
        }
    }

    private func failCalls() {
        let failed = calls
        calls.removeAll()
        for call in failed { call.fail(failure(of: call.method)) }
    }

    /// Why a call on a closed connection fails.
    private func failure(of method: String) -> any Error {
        if let rejection { return rejection }
        if let violation { return VarlinkClientError.protocolViolation(method: method, violation) }
        return VarlinkClientError.connectionClosed(method: method)
    }
}
