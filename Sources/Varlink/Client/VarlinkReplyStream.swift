import NIOCore

/// The replies to a call with `more`, read from the socket as fast as they are iterated over.
///
/// A last reply without parameters ends the sequence and is no element of it. Iterate once.
public struct VarlinkReplyStream<Reply: Decodable & Sendable>: AsyncSequence, Sendable {
    public typealias Element = Reply

    typealias Producer = NIOThrowingAsyncSequenceProducer<
        ByteBuffer?, any Error, NIOAsyncSequenceProducerBackPressureStrategies.HighLowWatermark, ReplyDemand
    >

    let method: String
    let replies: Producer
    /// The connection lives as long as somebody reads from it.
    let client: VarlinkClient

    public struct AsyncIterator: AsyncIteratorProtocol {
        let method: String
        var replies: Producer.AsyncIterator
        let client: VarlinkClient

        /// - Throws: `VarlinkError` if the service answered with one, `VarlinkClientError`, `CancellationError`.
        public mutating func next() async throws -> Reply? {
            guard let bytes = try await replies.next() else {
                // A cancelled sequence ends without an error, and would look complete.
                try Task.checkCancellation()
                return nil
            }
            return try VarlinkClient.decode(Reply.self, from: bytes, method: method)
        }
    }

    public func makeAsyncIterator() -> AsyncIterator {
        AsyncIterator(method: method, replies: replies.makeAsyncIterator(), client: client)
    }
}
