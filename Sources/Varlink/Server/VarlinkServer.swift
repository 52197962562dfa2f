import Glibc
import NIOCore
import NIOExtras
import NIOPosix
import Synchronization

/// Serves a `VarlinkService` at Unix sockets.
public final class VarlinkServer: Sendable {
    private struct Listener: Sendable {
        let channel: any Channel
        let quiescing: ServerQuiescingHelper
        let file: SocketFile?
    }

    private struct State {
        var listeners: [Listener] = []
        var isShuttingDown = false
        var failure: (any Error)?
    }

    private let service: VarlinkService
    private let limits: Limits
    private let eventLoopGroup: any EventLoopGroup
    private let onEvent: @Sendable (ServerEvent) -> Void
    private let registry: ConnectionRegistry
    private let state = Mutex(State())
    private let stopped = Signal()

    /// `onEvent` is called on an event loop, so it must not block.
    public init(
        service: VarlinkService, limits: Limits = Limits(),
        eventLoopGroup: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton,
        onEvent: @escaping @Sendable (ServerEvent) -> Void
    ) {
        self.service = service
        self.limits = limits
        self.eventLoopGroup = eventLoopGroup
        self.onEvent = onEvent
        registry = ConnectionRegistry(limits: limits)
    }

    /// Listens at another endpoint; clients are served from here on.
    ///
    /// - Throws: `EndpointError`.
    public func start(_ endpoint: Endpoint) async throws {
        guard !state.withLock({ $0.isShuttingDown }) else { throw EndpointError.serverStopped }
        let socket = try ListeningSocket.open(endpoint)
        let quiescing = ServerQuiescingHelper(group: eventLoopGroup)
        let listener: Listener
        do {
            let channel = try await bootstrap(quiescing).withBoundSocket(socket.descriptor).get()
            listener = Listener(channel: channel, quiescing: quiescing, file: socket.file)
        } catch {
            socket.file?.remove()
            throw error
        }
        let isTooLate = state.withLock { state in
            if !state.isShuttingDown { state.listeners.append(listener) }
            return state.isShuttingDown
        }
        if isTooLate {
            await close(listener)
            throw EndpointError.serverStopped
        }
        listener.channel.closeFuture.whenComplete { [weak self] result in self?.listenerClosed(result) }
    }

    /// Returns when `shutDown` has finished. Cancelling the task shuts down.
    ///
    /// - Throws: what closed a listening socket otherwise.
    public func run() async throws {
        await withTaskCancellationHandler {
            await stopped.wait()
        } onCancel: {
            Task { await shutDown() }
        }
        if let failure = state.withLock({ $0.failure }) { throw failure }
    }

    /// Accepts no more connections, waits on open ones for a call that may be on its way (`Limits.firstCallSeconds`, `lastCallSeconds`), then closes idle ones, ends streams
    /// (their tasks are cancelled), and lets single calls finish for at most `Limits.graceSeconds`; then what is left is cut off.
    public func shutDown() async {
        let listeners: [Listener]? = state.withLock { state in
            guard !state.isShuttingDown else { return nil }
            state.isShuttingDown = true
            return state.listeners
        }
        guard let listeners else { return await stopped.wait() }
        let delay = TimeAmount.nanoseconds(Int64(min(limits.graceSeconds * 1e9, 4e18)))
        let deadline = eventLoopGroup.next().scheduleTask(in: delay) { [registry] in registry.abandon() }
        for listener in listeners { await close(listener) }
        // Not before: whoever has got through to us is served, and whoever has not waits in the socket for the next process.
        registry.close()
        await registry.waitUntilDrained()
        deadline.cancel()
        stopped.raise()
    }

    /// Open connections, and closed ones whose handler still runs.
    public var connectionCount: Int { registry.count }

    /// Longer than it takes to set up a connection that has been accepted.
    private static let settingUp = TimeAmount.milliseconds(100)

    /// Returns when the listening socket and all its connections are closed.
    private func close(_ listener: Listener) async {
        listener.file?.remove()
        // First no more are accepted: NIO drops one that is not quite set up when its listening socket closes, and its caller would see an error.
        try? await listener.channel.setOption(.autoRead, value: false).get()
        try? await listener.channel.eventLoop.scheduleTask(in: Self.settingUp) {}.futureResult.get()
        let quiesced = listener.channel.eventLoop.makePromise(of: Void.self)
        listener.quiescing.initiateShutdown(promise: quiesced)
        // It fails if the listening socket was closed already, which is all the same by now.
        try? await quiesced.futureResult.get()
    }

    private func listenerClosed(_ result: Result<Void, any Error>) {
        let isUnexpected = state.withLock { state in
            guard !state.isShuttingDown else { return false }
            if case .failure(let error) = result { state.failure = error } else { state.failure = ChannelError.eof }
            return true
        }
        if isUnexpected { Task { await shutDown() } }
    }

    private func bootstrap(_ quiescing: ServerQuiescingHelper) -> ServerBootstrap {
        ServerBootstrap(group: eventLoopGroup)
            .serverChannelInitializer { [onEvent] channel in
                channel.eventLoop.makeCompletedFuture {
                    // NIO has just cut the backlog of the bound socket down to 128.
                    try channel.pipeline.syncOperations.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) {
                        _ = listen($0, ListeningSocket.backlog)
                    }
                    try channel.pipeline.syncOperations.addHandlers(
                        quiescing.makeServerChannelHandler(channel: channel),
                        AcceptHandler(onEvent: onEvent))
                }
            }
            .childChannelOption(.autoRead, value: false)
            // A client may end its input and still wait for its replies.
            .childChannelOption(.allowRemoteHalfClosure, value: true)
            .childChannelOption(
                .writeBufferWaterMark,
                value: .init(low: max(1, limits.writeBacklogBytes / 2), high: max(1, limits.writeBacklogBytes))
            )
            .childChannelInitializer { channel in
                PeerCredentials.of(channel).flatMapThrowing { try self.accept(channel, from: $0) }
            }
    }

    private func accept(_ channel: any Channel, from peer: PeerCredentials) throws {
        // NIO leaves it open to children, and then a client would not see its connection closed.
        try channel.pipeline.syncOperations.withUnsafeTransportIfAvailable(of: NIOBSDSocket.Handle.self) {
            _ = fcntl($0, F_SETFD, FD_CLOEXEC)
        }
        switch registry.admit(userID: peer.userID) {
        case .refused(let refusal):
            onEvent(.connectionRefused(refusal, peer))
            let reply = refusal == .unknownUser ? try MessageEncoder.error(.permissionDenied) : nil
            try channel.pipeline.syncOperations.addHandler(RefusingHandler(reply: reply))
        case .admitted(let connectionID):
            let handler = ConnectionHandler(
                eventLoop: channel.eventLoop, service: service, limits: limits, peer: peer,
                connectionID: connectionID, onEvent: onEvent,
                mayHold: { [registry] in registry.mayHold($0, on: connectionID) },
                onFinish: { [registry] in registry.release(connectionID) })
            registry.attach(ConnectionLink(handler, eventLoop: channel.eventLoop), to: connectionID)
            do {
                try channel.pipeline.syncOperations.addHandler(handler)
            } catch {
                registry.release(connectionID)
                throw error
            }
        }
    }
}
