import Glibc

/// A bare connection to a Unix socket, for what no proper client would send.
public final class RawConnection: Sendable {
    private let descriptor: Int32

    /// - Throws: `TestFailure` if nobody listens there.
    public init(to path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
        let size = socklen_t(MemoryLayout<sockaddr_un>.size)
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { connect(descriptor, $0, size) }
        }
        guard result == 0 else {
            let reason = String(cString: strerror(errno))
            close(descriptor)
            throw TestFailure(description: "\(path): \(reason)")
        }
    }

    deinit { close(descriptor) }

    /// Sends all of it, or as much as the peer takes before it hangs up.
    public func send(_ bytes: [UInt8]) async throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if errno == EAGAIN {
                try await awaitReadiness(POLLOUT, "room to send")
            } else {
                return
            }
        }
    }

    public func send(_ text: String) async throws { try await send(Array(text.utf8)) }

    /// Sends no more.
    public func finishSending() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// What comes until the next NUL, without it; nil if the peer hangs up before.
    public func frame() async throws -> String? {
        var bytes: [UInt8] = []
        var byte: UInt8 = 0
        while true {
            let count = recv(descriptor, &byte, 1, 0)
            if count == 1 {
                if byte == 0 { return String(decoding: bytes, as: UTF8.self) }
                bytes.append(byte)
            } else if count < 0 && errno == EAGAIN {
                try await awaitReadiness(POLLIN, "an answer")
            } else {
                return nil
            }
        }
    }

    private func awaitReadiness(_ event: Int32, _ what: String) async throws {
        _ = try await TestKit.poll(for: what) {
            var request = pollfd(fd: descriptor, events: Int16(event), revents: 0)
            return Glibc.poll(&request, 1, 0) > 0 ? true : nil
        }
    }
}
