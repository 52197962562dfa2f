import NIOCore

/// One call as it came over the wire.
package struct CallMessage {
    enum Flag: String, CaseIterable {
        case oneway, more, upgrade
    }

    /// Interface and method, separated by the last dot.
    let method: String
    let flag: Flag?
    /// Always an object.
    let parameters: JSONValue
    /// The text of the parameters; nil if there are none.
    let parameterBytes: ByteBuffer?

    private static let knownMembers = Set(["method", "parameters"] + Flag.allCases.map(\.rawValue))

    package init(frame: ByteBuffer, maximumDepth: Int) throws(ProtocolError) {
        let envelope = try Envelope(frame: frame, maximumDepth: maximumDepth)
        try envelope.checkMembers(known: Self.knownMembers)
        switch envelope.members["method"] {
        case .string(let name): method = name
        case nil: throw .methodMissing
        default: throw .memberMistyped
        }
        var flag: Flag?
        for candidate in Flag.allCases where try envelope.flag(candidate.rawValue) {
            guard flag == nil else { throw .severalFlags }
            flag = candidate
        }
        self.flag = flag
        parameters = try envelope.parameters()
        parameterBytes = envelope.parameterBytes
    }
}
