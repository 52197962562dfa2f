import ArgumentParser
import Glibc
import NIOCore
import NIOPosix
import TestKit

/// The plain server that control calls are compared with: answers every frame with the same reply, and looks at none.
struct Answer: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Answers each frame on a socket; for the benchmarks themselves.", shouldDisplay: false)

    @Argument(help: "The path of the socket.")
    var path: String

    func run() async throws {
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 4_096)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture { try channel.pipeline.syncOperations.addHandler(Handler()) }
            }
            .bind(unixDomainSocketPath: path).get()
        try await channel.closeFuture.get()
    }

    private final class Handler: ChannelInboundHandler {
        typealias InboundIn = ByteBuffer
        typealias OutboundOut = ByteBuffer

        private static let reply = Array("{\"parameters\":{}}\0".utf8)

        func channelRead(context: ChannelHandlerContext, data: NIOAny) {
            let frames = unwrapInboundIn(data).readableBytesView.count { $0 == 0 }
            guard frames > 0 else { return }
            var buffer = context.channel.allocator.buffer(capacity: frames * Self.reply.count)
            for _ in 0..<frames { buffer.writeBytes(Self.reply) }
            context.writeAndFlush(wrapOutboundOut(buffer), promise: nil)
        }

        func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
    }

    /// Runs it as a process of its own, as the daemon is.
    static func withServer<Result>(at path: String, _ body: (ChildProcess) async throws -> Result) async throws
        -> Result
    {
        let server = try ChildProcess(["/proc/self/exe", "answer", path])
        defer { server.stop() }
        _ = try await poll(for: "the plain server") { access(path, F_OK) == 0 ? true : nil }
        return try await body(server)
    }
}
