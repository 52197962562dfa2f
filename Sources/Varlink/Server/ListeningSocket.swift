import Glibc

/// A listening Unix stream socket.
struct ListeningSocket {
    let descriptor: Int32
    /// What to remove at shutdown; nil if the socket is somebody else's.
    let file: SocketFile?

    /// More than the kernel usually allows, which is then what counts (listen(2)).
    static let backlog: Int32 = 4096

    static func open(_ endpoint: Endpoint) throws(EndpointError) -> ListeningSocket {
        switch endpoint {
        case .path(let path, let mode): try bind(path: path, mode: mode)
        case .inherited(let descriptor): try adopt(descriptor)
        }
    }

    /// Two servers that start at the same path at the same instant can both find a stale socket there; then the later
    /// one keeps the path. Whoever cannot have that needs a lock of his own.
    private static func bind(path: String, mode: UInt16) throws(EndpointError) -> ListeningSocket {
        guard let address = UnixSocketAddress(path: path) else {
            throw path.utf8.count > UnixSocketAddress.maximumPathBytes ? .pathTooLong(path) : .pathInvalid(path)
        }
        try removeStaleSocket(path: path, address: address)
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw failure(path: path) }
        do throws(EndpointError) {
            // Linux gives the file the mode of the socket less the umask: it is never more open than asked, and the
            // chmod afterwards only adds what the umask took.
            guard fchmod(descriptor, mode_t(mode)) == 0,
                address.withSocketAddress({ Glibc.bind(descriptor, $0, $1) }) == 0
            else { throw failure(path: path) }
            let file = SocketFile(path: path)
            guard chmod(path, mode_t(mode)) == 0, listen(descriptor, backlog) == 0, let file else {
                let error = failure(path: path)
                file?.remove()
                throw error
            }
            return ListeningSocket(descriptor: descriptor, file: file)
        } catch {
            close(descriptor)
            throw error
        }
    }

    private static func removeStaleSocket(path: String, address: UnixSocketAddress) throws(EndpointError) {
        var status = stat()
        guard lstat(path, &status) == 0 else {
            // The directory is what is missing if the path's own absence is not all there is to it: bind tells.
            if errno == ENOENT { return }
            throw failure(path: path)
        }
        guard status.st_mode & S_IFMT == S_IFSOCK else { throw .notASocket(path: path) }
        switch address.connectedSocket() {
        case .success(let probe):
            close(probe)
            throw .takenByServer(path: path)
        case .failure(let refusal) where refusal.code == ECONNREFUSED:
            guard unlink(path) == 0 || errno == ENOENT else { throw failure(path: path) }
        case .failure(let refusal) where refusal.code == ENOENT:
            break
        case .failure(let refusal) where refusal.code == EAGAIN || refusal.code == EPROTOTYPE:
            // Its backlog is full, or it is a socket of another kind: somebody is there.
            throw .takenByServer(path: path)
        case .failure(let refusal):
            throw failure(path: path, code: refusal.code)
        }
    }

    private static func adopt(_ descriptor: Int32) throws(EndpointError) -> ListeningSocket {
        guard option(SO_DOMAIN, of: descriptor) == AF_UNIX,
            option(SO_TYPE, of: descriptor) == Int32(SOCK_STREAM.rawValue),
            option(SO_ACCEPTCONN, of: descriptor) == 1
        else { throw .notAListeningSocket(descriptor: descriptor) }
        return ListeningSocket(descriptor: descriptor, file: nil)
    }

    private static func option(_ name: Int32, of descriptor: Int32) -> Int32? {
        var value: Int32 = 0
        var length = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(descriptor, SOL_SOCKET, name, &value, &length) == 0 ? value : nil
    }

    /// What an `errno` means here.
    private static func failure(path: String, code: Int32 = errno) -> EndpointError {
        switch code {
        case ENOENT, ENOTDIR: .directoryMissing(path: path)
        case EACCES, EPERM, EROFS: .notPermitted(path: path)
        case EADDRINUSE: .takenByServer(path: path)
        default: .failed(path: path, reason: String(cString: strerror(code)))
        }
    }
}

/// A socket in the file system that this process made.
struct SocketFile: Sendable {
    private let path: String
    private let device: dev_t
    private let inode: ino_t

    init?(path: String) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        self.path = path
        device = status.st_dev
        inode = status.st_ino
    }

    /// Removes the file, unless another one has taken its place.
    func remove() {
        var status = stat()
        guard lstat(path, &status) == 0, status.st_dev == device, status.st_ino == inode else { return }
        unlink(path)
    }
}
