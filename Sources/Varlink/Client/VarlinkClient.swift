import FoundationEssentials
import Glibc
import NIOCore
import NIOPosix

/// A connection to a Varlink service.
///
/// Calls may be made from several tasks at once; the service answers them one after the other. It is closed by
/// `close()` or when nobody holds it any more.
public final class VarlinkClient: Sendable {
    /// How many replies of a stream are held for its reader, at least and at most.
    private static let bufferedReplies = (low: 8, high: 32)

    private let channel: any Channel
    private let handler: NIOLoopBound<ClientHandler>

    private init(channel: any Channel, handler: NIOLoopBound<ClientHandler>) {
        self.channel = channel
        self.handler = handler
    }

    deinit {
        // A closed one may have outlived its event loop, which takes no work any more.
        if channel.isActive { channel.close(promise: nil) }
    }

    /// Connects to the Unix socket at a path; takes replies of at most `maximumReplyBytes`.
    ///
    /// - Throws: `VarlinkClientError.notReachable`.
    public static func connect(
        path: String, maximumReplyBytes: Int = 16 << 20,
        eventLoopGroup: any EventLoopGroup = MultiThreadedEventLoopGroup.singleton
    ) async throws -> VarlinkClient {
        guard let address = UnixSocketAddress(path: path) else {
            throw VarlinkClientError.notReachable(path: path, reason: "that cannot be the path of a socket; correct it")
        }
        do {
            // Not by the bootstrap, which takes paths of 103 bytes only.
            let descriptor = try address.connectedSocket().get()
            // The handler comes out of the initializer: a service may turn the connection away before it could be asked for, and the first call
            // is to tell why.
            let (channel, handler) = try await ClientBootstrap(group: eventLoopGroup)
                .channelOption(.autoRead, value: false)
                .withConnectedSocket(descriptor) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        let handler = ClientHandler(maximumFrameBytes: maximumReplyBytes)
                        try channel.pipeline.syncOperations.addHandler(handler)
                        return (channel, NIOLoopBound(handler, eventLoop: channel.eventLoop))
                    }
                }
            return VarlinkClient(channel: channel, handler: handler)
        } catch {
            throw VarlinkClientError.notReachable(path: path, reason: reason(for: error))
        }
    }

    /// Calls a method that gives one reply.
    ///
    /// If the task is cancelled, the service still does what it was asked, and its reply is dropped.
    /// - Throws: `VarlinkError` if the service answered with one, `VarlinkClientError`, `CancellationError`.
    public func call<P: Encodable & Sendable, R: Decodable & Sendable>(
        _ method: String, _ parameters: P, returning type: R.Type = R.self
    ) async throws -> R {
        let frame = try MessageEncoder.call(method, flag: nil, parameters: parameters)
        let reply = SingleReply(method: method)
        let bytes = try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                guard reply.wait(continuation) else { return }
                execute { $0.call(frame, .single(reply)) }
            }
        } onCancel: {
            reply.complete(.failure(CancellationError()))
        }
        return try Self.decode(type, from: bytes, method: method)
    }

    /// Calls a method with `more`.
    ///
    /// Varlink has no other way to end a stream early than closing the connection: whoever stops iterating closes it
    /// for all calls. Give a stream that may be abandoned a client of its own.
    /// - Throws: what the encoding of `parameters` throws; everything else is thrown by the stream.
    public func stream<P: Encodable & Sendable, R: Decodable & Sendable>(
        _ method: String, _ parameters: P, of type: R.Type = R.self
    ) throws -> VarlinkReplyStream<R> {
        let frame = try MessageEncoder.call(method, flag: .more, parameters: parameters)
        let eventLoop = channel.eventLoop
        let handler = handler
        let stream = StreamName(method: method)
        let demand = ReplyDemand(
            onMore: { eventLoop.execute { handler.value.streamResumed() } },
            onEnd: { eventLoop.execute { handler.value.streamEnded(stream) } })
        let producer = VarlinkReplyStream<R>.Producer.makeSequence(
            backPressureStrategy: .init(
                lowWatermark: Self.bufferedReplies.low, highWatermark: Self.bufferedReplies.high),
            finishOnDeinit: false, delegate: demand)
        let source = producer.source
        execute { $0.call(frame, .stream(stream, source)) }
        return VarlinkReplyStream(method: method, replies: producer.sequence, client: self)
    }

    /// Calls a method that nobody answers. Returns when the call has left; whether it ran is not known.
    ///
    /// - Throws: `VarlinkClientError.connectionClosed`, or what the encoding of `parameters` throws.
    public func oneway<P: Encodable & Sendable>(_ method: String, _ parameters: P) async throws {
        let frame = try MessageEncoder.call(method, flag: .oneway, parameters: parameters)
        try await withCheckedThrowingContinuation { continuation in
            execute { $0.oneway(frame, method: method, continuation) }
        }
    }

    /// Closes the connection; calls in progress throw `VarlinkClientError.connectionClosed`.
    public func close() async {
        // Fails only if it is closed already.
        try? await channel.close().get()
    }

    static func decode<R: Decodable>(_ type: R.Type, from bytes: ByteBuffer?, method: String) throws -> R {
        do {
            return try JSONCoding.decode(type, from: bytes)
        } catch let error as DecodingError {
            throw VarlinkClientError.unexpectedReply(method: method, detail: error.parameterPath)
        }
    }

    private func execute(_ body: @escaping @Sendable (ClientHandler) -> Void) {
        channel.eventLoop.execute { [handler] in body(handler.value) }
    }

    private static func reason(for error: any Error) -> String {
        guard let code = (error as? SocketFailure)?.code else { return "\(error); try again" }
        return switch code {
        case ENOENT, ENOTDIR: "there is no socket; start the service or correct the path"
        case ECONNREFUSED: "nobody listens there; start the service"
        case EACCES, EPERM: "this user may not connect; ask for the permission"
        case EAGAIN: "the service is busy; try again"
        default: "\(String(cString: strerror(code))); start the service or correct the path"
        }
    }
}
