import NIOCore
import Synchronization

/// Takes the replies of one call to its client.
protocol ReplySink: Sendable {
    /// Hands over the last reply. A client that is gone is no error.
    func sendFinal(_ frame: ByteBuffer)
    /// Hands over one of several replies, and returns when the next one is welcome.
    func sendPart(_ frame: ByteBuffer) async throws
}

/// One call of a method, as its handler sees it.
public struct VarlinkCall: Sendable {
    /// With its interface.
    public let method: String
    public let peer: PeerCredentials
    /// The client takes several replies.
    public let wantsMore: Bool
    /// The client takes no reply. Replying is allowed and does nothing.
    public let isOneway: Bool
    /// Names the connection in the server's events; never used again by this server.
    public let connectionID: UInt64
    /// What the service keeps for the connection, for as long as it lasts.
    public let session: VarlinkSession
    /// The parameters as they came, always an object; they match the description.
    public let object: JSONValue

    let wantsUpgrade: Bool
    private let parameterBytes: ByteBuffer?
    private let sink: any ReplySink
    private let progress = Progress()
    private var checkedMethod: VarlinkMethod?

    private final class Progress: Sendable {
        let hasFinalReply = Atomic(false)
    }

    init(
        _ message: CallMessage, peer: PeerCredentials, connectionID: UInt64, session: VarlinkSession,
        sink: any ReplySink
    ) {
        method = message.method
        self.peer = peer
        wantsMore = message.flag == .more
        isOneway = message.flag == .oneway
        wantsUpgrade = message.flag == .upgrade
        self.connectionID = connectionID
        self.session = session
        object = message.parameters
        parameterBytes = message.parameterBytes
        self.sink = sink
    }

    /// Decodes the parameters.
    ///
    /// - Throws: `DecodingError`, which becomes `InvalidParameter` if the handler lets it through.
    public func parameters<P: Decodable>(_ type: P.Type) throws -> P {
        try JSONCoding.decode(type, from: parameterBytes)
    }

    /// Gives the final reply. Does not wait for the client to read it, nor fail if the client is gone.
    ///
    /// - Throws: `VarlinkCallError.alreadyReplied`, `.parametersNotAnObject`, `.descriptionMismatch` if the service
    ///   validates replies, or what the encoding of `parameters` throws.
    public func reply<R: Encodable & Sendable>(_ parameters: R) async throws {
        guard !isOneway else { return }
        let frame = try MessageEncoder.reply(parameters, continues: false)
        try check(frame)
        try sendFinal(frame)
    }

    /// Gives one of several replies, and waits until the client has read enough to be given the next.
    ///
    /// - Throws: `VarlinkCallError.peerGone`, `.peerTooSlow`, `.moreNotRequested`; `CancellationError` when the server
    ///   shuts down; and what `reply` throws.
    public func replyMore<R: Encodable & Sendable>(_ parameters: R) async throws {
        guard wantsMore else { throw VarlinkCallError.moreNotRequested }
        guard !hasFinalReply else { throw VarlinkCallError.alreadyReplied }
        let frame = try MessageEncoder.reply(parameters, continues: true)
        try check(frame)
        try await sink.sendPart(frame)
    }

    var hasFinalReply: Bool { progress.hasFinalReply.load(ordering: .acquiring) }

    func fail(with error: VarlinkError) throws {
        try sendFinal(try MessageEncoder.error(error))
    }

    func checkingReplies(of method: VarlinkMethod) -> VarlinkCall {
        var call = self
        call.checkedMethod = method
        return call
    }

    private func sendFinal(_ frame: ByteBuffer) throws {
        guard !progress.hasFinalReply.exchange(true, ordering: .acquiringAndReleasing) else {
            throw VarlinkCallError.alreadyReplied
        }
        sink.sendFinal(frame)
    }

    private func check(_ frame: ByteBuffer) throws {
        guard let checkedMethod, let text = frame.getSlice(at: 0, length: frame.readableBytes - 1) else { return }
        try checkedMethod.checkReply(try Envelope(frame: text, maximumDepth: 512).parameters())
    }
}
