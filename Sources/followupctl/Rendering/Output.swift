import Glibc

/// The reader of the output has gone, which is no error: `followupctl customer list | head -1`.
struct OutputClosed: Error {}

/// Text on its way to a file descriptor, collected into few writes.
final class Output {
    private static let capacity = 64 << 10

    static var standard: Output { Output(STDOUT_FILENO) }

    private let descriptor: Int32
    private var buffer: [UInt8] = []

    init(_ descriptor: Int32) {
        self.descriptor = descriptor
    }

    var isTerminal: Bool { isatty(descriptor) == 1 }

    /// Columns of the terminal; nil if it is none, or does not say.
    var terminalWidth: Int? {
        var size = winsize()
        guard isTerminal, ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return Int(size.ws_col)
    }

    /// Throws `OutputClosed`, or a `Failure` if the text cannot be written.
    func write(_ text: String) throws {
        buffer += text.utf8
        if buffer.count >= Self.capacity { try flush() }
    }

    /// The same with bytes of any kind.
    func write(_ bytes: some Sequence<UInt8>) throws {
        buffer += bytes
        if buffer.count >= Self.capacity { try flush() }
    }

    func writeAndFlush(_ text: String) throws {
        try write(text)
        try flush()
    }

    func flush() throws {
        var start = 0
        defer { buffer.removeAll(keepingCapacity: true) }
        while start < buffer.count {
            let count = buffer.withUnsafeBytes { bytes in
                Glibc.write(descriptor, bytes.baseAddress?.advanced(by: start), bytes.count - start)
            }
            if count >= 0 {
                start += count
            } else if errno == EPIPE {
                throw OutputClosed()
            } else if errno == EAGAIN {
                var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
                poll(&ready, 1, -1)
            } else if errno != EINTR {
                let reason = String(cString: strerror(errno))
                throw Failure("The output cannot be written (\(reason)); make room or redirect it.")
            }
        }
    }
}
