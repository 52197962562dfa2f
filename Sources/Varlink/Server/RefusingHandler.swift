import NIOCore

/// Turns a connection away: says why, if there is something to say, and closes.
final class RefusingHandler: ChannelInboundHandler {
    typealias InboundIn = ByteBuffer
    typealias OutboundOut = ByteBuffer

    private let reply: ByteBuffer?

    init(reply: ByteBuffer?) {
        self.reply = reply
    }

    func channelActive(context: ChannelHandlerContext) {
        if let reply { context.writeAndFlush(wrapOutboundOut(reply), promise: nil) }
        context.close(promise: nil)
    }
}
