import NIOCore

/// What a client does next. Pure: it decides, and `ClientHandler` does.
///
///     ──▶ idle ──call──▶ awaiting(calls in order) ──final reply to the last──▶ (idle)
///           │               │  ▲
///           │               └──┘ call, reply
///           └────closed─────┴──▶ closed
///
/// Replies come in the order of the calls, so each belongs to the oldest one that is open. An error that answers no call
/// is how a service turns a connection away; any other reply of that kind breaks the protocol. Bytes are asked for all
/// the time, except while the oldest call is a stream whose reader has enough: it holds its service back by the socket.
struct ClientStateMachine {
    enum Kind: Equatable {
        case single, stream
    }

    enum Action: Equatable {
        case send
        /// Refuse to send.
        case refuse
        case takeReply
        case read
        /// Hand the reply to its call; `isFinal` if it is the last one.
        case deliver(isFinal: Bool)
        /// Close, and let the calls to come fail with the error just received.
        case reject
        case close(ProtocolError)
        /// Fail every open call.
        case failCalls
    }

    private struct Call {
        let kind: Kind
        var isWanted: Bool
    }

    private var calls = CircularBuffer<Call>()
    private var isClosed = false

    func opened() -> [Action] { [.read] }

    mutating func call(_ kind: Kind) -> [Action] {
        guard !isClosed else { return [.refuse] }
        calls.append(Call(kind: kind, isWanted: true))
        return [.send]
    }

    func oneway() -> [Action] {
        isClosed ? [.refuse] : [.send]
    }

    func bytesArrived() -> [Action] {
        takeReply()
    }

    /// No whole reply is there.
    func starved() -> [Action] {
        isClosed ? [.failCalls] : [.read]
    }

    mutating func received(continues: Bool, isError: Bool) -> [Action] {
        guard let call = calls.first else {
            guard isError else { return close(.unexpectedReply) }
            isClosed = true
            return [.reject]
        }
        guard call.kind == .stream || !continues else { return close(.unexpectedReply) }
        if continues { return [.deliver(isFinal: false), .takeReply] }
        calls.removeFirst()
        return [.deliver(isFinal: true), .takeReply]
    }

    mutating func malformed(_ error: ProtocolError) -> [Action] {
        close(error)
    }

    /// Whether the next reply may be looked at.
    var takesReplies: Bool { isClosed || calls.first?.isWanted ?? true }

    /// The reader of the oldest call, a stream, has enough for now.
    mutating func streamPaused() {
        if calls.first?.kind == .stream { calls[calls.startIndex].isWanted = false }
    }

    mutating func streamResumed() -> [Action] {
        guard calls.first?.kind == .stream else { return [] }
        calls[calls.startIndex].isWanted = true
        return takeReply()
    }

    /// What has arrived is delivered all the same: after it, the calls fail.
    mutating func inactive() -> [Action] {
        guard !isClosed else { return [] }
        isClosed = true
        return [.takeReply]
    }

    private func takeReply() -> [Action] {
        takesReplies ? [.takeReply] : []
    }

    private mutating func close(_ error: ProtocolError) -> [Action] {
        isClosed = true
        calls.removeAll()
        return [.close(error), .failCalls]
    }
}
