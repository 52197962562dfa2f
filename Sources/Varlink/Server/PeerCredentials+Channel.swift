import Glibc
import NIOCore

/// `struct ucred` of unix(7), which the Glibc module does not show.
private struct KernelCredentials: Sendable {
    var processID: Int32
    var userID: UInt32
    var groupID: UInt32
}

extension PeerCredentials {
    /// Asks the kernel who is at the other end. The channel has to be a Unix socket: of any other the answer would be
    /// nonsense.
    @inline(never)
    static func of(_ channel: any Channel) -> EventLoopFuture<PeerCredentials> {
        guard let provider = channel as? any SocketOptionProvider else {
            return channel.eventLoop.makeFailedFuture(ChannelError.operationUnsupported)
        }
        let credentials: EventLoopFuture<KernelCredentials> = provider.unsafeGetSocketOption(
            level: NIOBSDSocket.OptionLevel.socket, name: NIOBSDSocket.Option(rawValue: SO_PEERCRED))
        return credentials.map {
            PeerCredentials(processID: $0.processID, userID: $0.userID, groupID: $0.groupID)
        }
    }
}
