import CSystemd
import Glibc

/// The listening sockets systemd opened for the daemon, by name (sd_listen_fds_with_names(3)).
public struct InheritedSockets: Sendable {
    private struct Socket {
        let name: String
        let descriptor: Int32
    }

    private let sockets: [Socket]

    /// The names, in the order of the descriptors; `FileDescriptorName=` in the socket unit, else that unit's name.
    public var names: [String] { sockets.map(\.name) }

    /// Takes over what systemd passed to this process: none, if it passed nothing or passed it to another.
    ///
    /// Call it once, before other threads run and before any child is started: it removes LISTEN_PID, LISTEN_FDS and
    /// LISTEN_FDNAMES from the environment. The descriptors are close-on-exec afterwards.
    /// - Throws: `SystemdError` if the variables are there but wrong.
    public static func takeFromEnvironment() throws(SystemdError) -> InheritedSockets {
        var names: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
        let count = csystemd_listen_fds(&names)
        defer { csystemd_free_names(names) }
        guard count >= 0 else {
            throw SystemdError(
                .inheritedSocket,
                "The sockets passed by systemd cannot be taken (\(describeErrno(-count))); check LISTEN_FDS.",
                cause: -count)
        }
        // SD_LISTEN_FDS_START, a macro of a header that this module does not export.
        let first: Int32 = 3
        return InheritedSockets(
            sockets: (0..<count).map { index in
                let name = names?[Int(index)].map { String(cString: $0) }
                return Socket(name: name ?? "unknown", descriptor: first + index)
            })
    }

    /// The socket of this name, which the caller owns and closes; nil if systemd passed none of that name.
    /// - Throws: `SystemdError` if it is not a listening Unix stream socket, or if several have the name.
    public func descriptor(named name: String) throws(SystemdError) -> Int32? {
        let matches = sockets.filter { $0.name == name }
        guard let socket = matches.first else { return nil }
        guard matches.count == 1 else {
            throw SystemdError(
                .inheritedSocket,
                "systemd passed \(matches.count) sockets named \(name); keep one ListenStream= in the socket unit.")
        }
        guard Self.isListeningUnixStream(socket.descriptor) else {
            throw SystemdError(
                .inheritedSocket,
                "The socket \(name) passed by systemd is not a listening Unix stream socket; "
                    + "use ListenStream= with a path in the socket unit.")
        }
        return socket.descriptor
    }

    private static func isListeningUnixStream(_ descriptor: Int32) -> Bool {
        option(SO_DOMAIN, of: descriptor) == AF_UNIX
            && option(SO_TYPE, of: descriptor) == Int32(SOCK_STREAM.rawValue)
            && option(SO_ACCEPTCONN, of: descriptor) == 1
    }

    private static func option(_ name: Int32, of descriptor: Int32) -> Int32? {
        var value: Int32 = 0
        var size = socklen_t(MemoryLayout<Int32>.size)
        return getsockopt(descriptor, SOL_SOCKET, name, &value, &size) == 0 ? value : nil
    }
}
