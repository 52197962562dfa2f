/// Where a server listens.
public enum Endpoint: Sendable, Equatable {
    /// A socket of its own at that path, removed at shutdown. `mode` are its permission bits (chmod(2)); connecting
    /// takes the write permission (unix(7)).
    case path(String, mode: UInt16)
    /// A listening Unix stream socket made by somebody else, such as systemd (sd_listen_fds(3)). The server takes the
    /// descriptor over, and never removes the path.
    case inherited(descriptor: Int32)
}

/// Why a server cannot listen.
public enum EndpointError: Error, Sendable, Equatable {
    case pathInvalid(String)
    case pathTooLong(String)
    case directoryMissing(path: String)
    case takenByServer(path: String)
    case notASocket(path: String)
    case notPermitted(path: String)
    case notAListeningSocket(descriptor: Int32)
    case failed(path: String, reason: String)
    case serverStopped
}

extension EndpointError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .pathInvalid(let path): "\"\(path)\" cannot be the path of a socket; choose another"
        case .pathTooLong(let path):
            "the socket path \(path) is longer than \(UnixSocketAddress.maximumPathBytes) bytes; choose a shorter one"
        case .directoryMissing(let path): "there is no directory for the socket \(path); create it first"
        case .takenByServer(let path): "another server listens at \(path); stop it or choose another path"
        case .notASocket(let path): "\(path) exists and is not a socket; remove it or choose another path"
        case .notPermitted(let path):
            "this user may not use \(path) as its socket; correct the permissions or choose another path"
        case .notAListeningSocket(let descriptor):
            "descriptor \(descriptor) is not a listening Unix stream socket; correct the socket unit"
        case .failed(let path, let reason): "cannot listen at \(path) (\(reason)); correct that or choose another path"
        case .serverStopped: "the server was shut down already; make a new one"
        }
    }
}
