import Glibc

/// A Unix socket bound by a test.
public struct UnixSocket {
    public enum Kind {
        case stream
        case datagram

        var value: Int32 {
            switch self {
            case .stream: Int32(SOCK_STREAM.rawValue)
            case .datagram: Int32(SOCK_DGRAM.rawValue)
            }
        }
    }

    public let descriptor: Int32

    /// Binds it to a path, or to a name in the abstract namespace after `@` (unix(7)).
    public init(_ kind: Kind, at path: String) throws {
        descriptor = socket(AF_UNIX, kind.value | Int32(SOCK_CLOEXEC.rawValue), 0)
        let result = withUnixAddress(path) { bind(descriptor, $0, $1) }
        guard result == 0 else { throw TestFailure(description: "bind \(path): \(String(cString: strerror(errno)))") }
    }

    public func listening() -> UnixSocket {
        listen(descriptor, 8)
        return self
    }

    /// The datagrams that have arrived, oldest first.
    public func received() -> [String] {
        receivedMessages(descriptor)
    }

    /// The next datagram; nil if none comes within so many seconds. Blocks its thread.
    public func next(within seconds: Int32) -> String? {
        var wait = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard Glibc.poll(&wait, 1, seconds * 1_000) == 1 else { return nil }
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        return count < 0 ? nil : String(decoding: buffer[..<count], as: UTF8.self)
    }

    public func close() {
        Glibc.close(descriptor)
    }
}

/// The messages that have arrived at a socket that keeps them apart, oldest first.
public func receivedMessages(_ descriptor: Int32) -> [String] {
    var messages: [String] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
        let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
        guard count > 0 else { return messages }
        messages.append(String(decoding: buffer[..<count], as: UTF8.self))
    }
}

/// Calls the body with the address of a path, or of a name in the abstract namespace after `@` (unix(7)).
func withUnixAddress<Result>(_ path: String, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    var name = Array(path.utf8)
    if name.first == UInt8(ascii: "@") { name[0] = 0 }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: name.prefix($0.count)) }
    // The length ends an abstract name; a path also ends at its NUL.
    let size = socklen_t(MemoryLayout<sa_family_t>.size + name.count + (name.first == 0 ? 0 : 1))
    return withUnsafePointer(to: &address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, size) }
    }
}
