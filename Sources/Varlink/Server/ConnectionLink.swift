import NIOCore

/// Reaches a connection from outside its event loop. What is handed over arrives in order.
struct ConnectionLink: ReplySink {
    private let eventLoop: any EventLoop
    private let handler: NIOLoopBound<ConnectionHandler>

    /// To be made on the event loop.
    init(_ handler: ConnectionHandler, eventLoop: any EventLoop) {
        self.eventLoop = eventLoop
        self.handler = NIOLoopBound(handler, eventLoop: eventLoop)
    }

    func execute(_ body: @escaping @Sendable (ConnectionHandler) -> Void) {
        eventLoop.execute { body(handler.value) }
    }

    func sendFinal(_ frame: ByteBuffer) {
        execute { $0.sendFinal(frame) }
    }

    func sendPart(_ frame: ByteBuffer) async throws {
        try await withCheckedThrowingContinuation { continuation in
            execute { $0.sendPart(frame, continuation) }
        }
    }
}
