import Glibc

/// The address of a Unix socket in the file system.
struct UnixSocketAddress {
    /// `sun_path` without its NUL (unix(7)).
    static let maximumPathBytes = 107

    private let storage: sockaddr_un

    /// Nil if the path is empty, too long or has a NUL.
    init?(path: String) {
        let bytes = Array(path.utf8)
        guard !bytes.isEmpty, bytes.count <= Self.maximumPathBytes, !bytes.contains(0) else { return nil }
        var storage = sockaddr_un()
        storage.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &storage.sun_path) { $0.copyBytes(from: bytes) }
        self.storage = storage
    }

    func withSocketAddress<R>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> R) -> R {
        withUnsafePointer(to: storage) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                body($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    /// Connects a stream socket without waiting.
    ///
    /// - Returns: its descriptor, or the `errno` of connect(2).
    func connectedSocket() -> Result<Int32, SocketFailure> {
        let descriptor = socket(
            AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        guard descriptor >= 0 else { return .failure(SocketFailure(code: errno)) }
        guard withSocketAddress({ connect(descriptor, $0, $1) }) == 0 else {
            let failure = SocketFailure(code: errno)
            close(descriptor)
            return .failure(failure)
        }
        return .success(descriptor)
    }
}

/// An `errno`.
struct SocketFailure: Error {
    let code: Int32
}
