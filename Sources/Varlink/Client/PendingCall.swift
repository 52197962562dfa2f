import NIOCore
import Synchronization

/// What waits for a reply.
enum PendingCall {
    case single(SingleReply)
    case stream(StreamName, ReplySource)

    typealias ReplySource = NIOThrowingAsyncSequenceProducer<
        ByteBuffer?, any Error, NIOAsyncSequenceProducerBackPressureStrategies.HighLowWatermark, ReplyDemand
    >.Source

    var kind: ClientStateMachine.Kind {
        switch self {
        case .single: .single
        case .stream: .stream
        }
    }

    var method: String {
        switch self {
        case .single(let reply): reply.method
        case .stream(let stream, _): stream.method
        }
    }

    func fail(_ error: any Error) {
        switch self {
        case .single(let reply): reply.complete(.failure(error))
        case .stream(_, let source): source.finish(error)
        }
    }
}

/// Tells a stream from others of the same method.
final class StreamName: Sendable {
    let method: String

    init(method: String) {
        self.method = method
    }
}

/// The one reply of a call: completed once, by its reply, a failure or the cancellation of whoever waits.
final class SingleReply: Sendable {
    private enum State {
        case open
        case waiting(CheckedContinuation<ByteBuffer?, any Error>)
        case done
    }

    let method: String
    private let state = Mutex(State.open)

    init(method: String) {
        self.method = method
    }

    /// False if it was cancelled before: then nothing is to be sent.
    func wait(_ continuation: CheckedContinuation<ByteBuffer?, any Error>) -> Bool {
        let isOpen = state.withLock { state in
            guard case .open = state else { return false }
            state = .waiting(continuation)
            return true
        }
        if !isOpen { continuation.resume(throwing: CancellationError()) }
        return isOpen
    }

    func complete(_ result: Result<ByteBuffer?, any Error>) {
        let continuation = state.withLock { state -> CheckedContinuation<ByteBuffer?, any Error>? in
            defer { state = .done }
            guard case .waiting(let continuation) = state else { return nil }
            return continuation
        }
        continuation?.resume(with: result)
    }
}

/// Tells the connection that the reader of a stream wants more, or nothing any more.
struct ReplyDemand: NIOAsyncSequenceProducerDelegate {
    let onMore: @Sendable () -> Void
    let onEnd: @Sendable () -> Void

    func produceMore() { onMore() }
    func didTerminate() { onEnd() }
}
