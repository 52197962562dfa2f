import NIOCore

/// One reply as it came over the wire.
struct ReplyMessage {
    /// More replies to the same call follow.
    let continues: Bool
    /// Set if the call failed.
    let error: VarlinkError?
    /// The text of the parameters; nil if there are none.
    let parameterBytes: ByteBuffer?

    private static let knownMembers: Set<String> = ["parameters", "continues", "error"]

    init(frame: ByteBuffer, maximumDepth: Int) throws(ProtocolError) {
        let envelope = try Envelope(frame: frame, maximumDepth: maximumDepth)
        try envelope.checkMembers(known: Self.knownMembers)
        let parameters = try envelope.parameters()
        continues = try envelope.flag("continues")
        switch envelope.members["error"] {
        case nil, .null:
            error = nil
        case .string(let name):
            guard !continues else { throw .memberMistyped }
            error = VarlinkError(name: name, parameters: parameters)
        default:
            throw .memberMistyped
        }
        parameterBytes = parameters == .emptyObject ? nil : envelope.parameterBytes
    }
}
