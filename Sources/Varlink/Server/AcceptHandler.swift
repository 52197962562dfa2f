import NIOCore

/// Pauses accepting when it fails (too many open files, say), until a connection closes or a second has passed.
///
/// The connection that could not be accepted keeps the listening socket readable. NIO's `AcceptBackoffHandler` only
/// delays reads that are asked for, and none is asked for while the failed one counts as pending: with it the event
/// loop would spin (swift-nio 2.101.2, tried). Without automatic reading the socket is not even polled.
final class AcceptHandler: ChannelInboundHandler {
    typealias InboundIn = any Channel

    private static let pause = TimeAmount.seconds(1)

    private let onEvent: @Sendable (ServerEvent) -> Void
    private var resumption: Scheduled<Void>?
    private var nextReport = NIODeadline.uptimeNanoseconds(0)

    init(onEvent: @escaping @Sendable (ServerEvent) -> Void) {
        self.onEvent = onEvent
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        unwrapInboundIn(data).closeFuture.hop(to: context.eventLoop).assumeIsolated().whenComplete { _ in
            self.resume(context)
        }
        context.fireChannelRead(data)
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        // Other errors are those of a connection that failed while it was set up; it is closed already.
        guard let error = error as? IOError else { return }
        report(error)
        guard resumption == nil else { return }
        setAutoRead(false, context)
        resumption = context.eventLoop.assumeIsolated().scheduleTask(in: Self.pause) { self.resume(context) }
    }

    func channelInactive(context: ChannelHandlerContext) {
        resumption?.cancel()
        resumption = nil
        context.fireChannelInactive()
    }

    private func resume(_ context: ChannelHandlerContext) {
        guard let resumption else { return }
        resumption.cancel()
        self.resumption = nil
        setAutoRead(true, context)
    }

    private func setAutoRead(_ isOn: Bool, _ context: ChannelHandlerContext) {
        // Fails only on a closed channel, which accepts nothing anyway.
        try? context.channel.syncOptions?.setOption(.autoRead, value: isOn)
    }

    /// At most once a second, however fast connections come and go.
    private func report(_ error: IOError) {
        let now = NIODeadline.now()
        guard now >= nextReport else { return }
        nextReport = now + Self.pause
        onEvent(.acceptFailed(reason: error.description))
    }
}
