import NIOCore

/// Cuts a stream of bytes into messages, each ended by one NUL byte. Reads split and join messages at will.
///
/// The limit is checked while bytes accumulate: at most `maximumFrameBytes` and one read are ever held.
package struct FrameDecoder {
    /// Without the NUL.
    let maximumFrameBytes: Int
    private var buffer = ByteBuffer()
    /// How many readable bytes are known to hold no NUL.
    private var scannedBytes = 0

    package init(maximumFrameBytes: Int) {
        self.maximumFrameBytes = maximumFrameBytes
    }

    /// How many bytes wait for the rest of their message.
    var unfinishedBytes: Int { buffer.readableBytes }

    package mutating func append(_ bytes: ByteBuffer) {
        if buffer.readableBytes == 0 {
            buffer = bytes
        } else {
            buffer.writeImmutableBuffer(bytes)
        }
    }

    /// The next whole message without its NUL, or nil if more bytes are needed.
    package mutating func nextFrame() throws(ProtocolError) -> ByteBuffer? {
        let unscanned = buffer.readableBytesView.dropFirst(scannedBytes)
        guard let end = unscanned.firstIndex(of: 0) else {
            scannedBytes = buffer.readableBytes
            guard scannedBytes <= maximumFrameBytes else { throw .frameTooLong(limit: maximumFrameBytes) }
            return nil
        }
        let length = end - buffer.readerIndex
        guard length <= maximumFrameBytes else { throw .frameTooLong(limit: maximumFrameBytes) }
        let frame = buffer.readSlice(length: length)
        buffer.moveReaderIndex(forwardBy: 1)
        scannedBytes = 0
        if buffer.readableBytes == 0 {
            // Lets go of the storage of a large message.
            buffer = ByteBuffer()
        } else if buffer.readerIndex > maximumFrameBytes {
            buffer.discardReadBytes()
        }
        return frame
    }
}
