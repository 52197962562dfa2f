import NIOCore

/// Reports what accepting failed at (too many open files, say). `AcceptBackoffHandler` in front of it waits a second
/// before the next attempt, so that the failure does not keep a processor busy.
final class AcceptErrorHandler: ChannelInboundHandler {
    typealias InboundIn = any Channel

    private let onEvent: @Sendable (ServerEvent) -> Void

    init(onEvent: @escaping @Sendable (ServerEvent) -> Void) {
        self.onEvent = onEvent
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        onEvent(.acceptFailed(reason: "\(error)"))
    }
}
