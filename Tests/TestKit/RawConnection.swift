import Glibc
import Synchronization

/// A client of a Unix socket that sends what bytes it likes, which no proper client would.
public final class RawConnection: Sendable {
    private let descriptor: Int32
    private let isOpen = Mutex(true)

    /// - Throws: `SystemError` if nobody listens there.
    public init(path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard withUnixAddress(path, { connect(descriptor, $0, $1) }) == 0 else {
            let failure = SystemError(call: "connect \(path)")
            Glibc.close(descriptor)
            throw failure
        }
        // A test that waits for what never comes shall fail, not hang.
        var patience = timeval(tv_sec: 20, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, socklen_t(MemoryLayout<timeval>.size))
    }

    deinit { close() }

    public func close() {
        let wasOpen = isOpen.withLock { isOpen in
            defer { isOpen = false }
            return isOpen
        }
        if wasOpen { Glibc.close(descriptor) }
    }

    /// Sends no more.
    public func endInput() {
        shutdown(descriptor, Int32(SHUT_WR))
    }

    /// - Throws: `SystemError` if the peer hangs up before it has all of it.
    public func send(_ bytes: [UInt8]) async throws {
        try await blocking { [descriptor] in
            var sent = 0
            while sent < bytes.count {
                let count = bytes[sent...].withUnsafeBytes {
                    Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
                }
                guard count > 0 else { throw SystemError(call: "send") }
                sent += count
            }
        }
    }

    /// Sends messages, each with its NUL.
    public func send(_ messages: String...) async throws {
        try await send(messages.flatMap { Array($0.utf8) + [0] })
    }

    /// The next message without its NUL, or nil if the server closed the connection.
    public func receive() async throws -> String? {
        try await blocking { [descriptor] in
            var message: [UInt8] = []
            var byte: UInt8 = 0
            while true {
                let count = recv(descriptor, &byte, 1, 0)
                if count == 0 || (count < 0 && errno == ECONNRESET) { return nil }
                guard count > 0 else { throw SystemError(call: "recv") }
                if byte == 0 { return String(decoding: message, as: UTF8.self) }
                message.append(byte)
            }
        }
    }

    /// All messages until the server closes the connection.
    public func receiveAll() async throws -> [String] {
        var messages: [String] = []
        while let message = try await receive() { messages.append(message) }
        return messages
    }

    /// Reads at least that many bytes, or to the end.
    public func drain(bytes: Int = .max) async throws -> Int {
        try await blocking { [descriptor] in
            var total = 0
            var buffer = [UInt8](repeating: 0, count: 1 << 16)
            while total < bytes {
                let count = recv(descriptor, &buffer, buffer.count, 0)
                if count == 0 || (count < 0 && errno == ECONNRESET) { break }
                guard count > 0 else { throw SystemError(call: "recv") }
                total += count
            }
            return total
        }
    }
}
