/// What a peer did that ends the connection (UAPI.20). It carries no text of the message.
public enum ProtocolError: Error, Sendable, Equatable {
    /// No NUL byte came within the limit, in bytes.
    case frameTooLong(limit: Int)
    /// The calls that the peer's user makes on all his connections, and the beginnings of calls, are longer together than the limit, in bytes.
    case callsTooLong(limit: Int)
    case invalidUTF8
    case invalidJSON
    /// Objects and lists lie deeper in each other than the limit.
    case nestedTooDeeply(limit: Int)
    case duplicateMember
    case notAnObject
    case methodMissing
    /// A member that the protocol does not know and that is not named like a reverse domain.
    case unknownMember
    /// A member of the envelope has the wrong type.
    case memberMistyped
    case flagNotBoolean
    case severalFlags
    /// A reply that no call is waiting for (seen by clients only).
    case unexpectedReply
}

extension ProtocolError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .frameTooLong(let limit): "the message is longer than \(limit) bytes"
        case .callsTooLong(let limit): "the user's calls are longer than \(limit) bytes together"
        case .invalidUTF8: "the message is not UTF-8"
        case .invalidJSON: "the message is not JSON"
        case .nestedTooDeeply(let limit): "the message nests more than \(limit) levels deep"
        case .duplicateMember: "a member occurs twice in one object"
        case .notAnObject: "the message is not an object"
        case .methodMissing: "the call names no method"
        case .unknownMember: "the message has a member that Varlink does not define"
        case .memberMistyped: "a member of the message has the wrong type"
        case .flagNotBoolean: "a flag of the call is not a boolean"
        case .severalFlags: "the call sets more than one of oneway, more and upgrade"
        case .unexpectedReply: "the message answers no call"
        }
    }
}

extension ProtocolError {
    init(_ error: JSONSyntaxError, depthLimit: Int) {
        switch error.reason {
        case .invalidUTF8: self = .invalidUTF8
        case .duplicateName: self = .duplicateMember
        case .tooDeep: self = .nestedTooDeeply(limit: depthLimit)
        case .notAnObject: self = .notAnObject
        case .unexpectedByte, .unexpectedEnd, .invalidEscape, .numberOutOfRange: self = .invalidJSON
        }
    }
}
