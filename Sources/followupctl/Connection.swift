import ControlAPI
import Glibc
import Varlink

/// The daemon at the other end of the control socket.
struct Daemon: Sendable {
    let client: VarlinkClient

    /// Connects to the first of the sockets that answers. Throws a `Failure` that names every socket tried.
    static func connect(to paths: [String]) async throws -> Daemon {
        var objections: [String] = []
        for path in paths {
            do {
                return Daemon(client: try await VarlinkClient.connect(path: path))
            } catch VarlinkClientError.notReachable(let path, let reason) {
                // What to do is said once, for all of them.
                objections.append("\(path) (\(reason.prefix { $0 != ";" }))")
            }
        }
        throw Failure(
            "The daemon cannot be reached at \(objections.joined(separator: " or ")); "
                + "start followupd, or name its socket with --socket or FOLLOWUPD_SOCKET.",
            status: .notReachable)
    }

    func call<Method: ControlMethod>(_: Method.Type, _ parameters: Method.Parameters) async throws -> Method.Reply {
        try await client.call(Method.name, parameters)
    }

    func stream<Method: ControlMethod>(
        _: Method.Type, _ parameters: Method.Parameters
    ) throws -> VarlinkReplyStream<Method.Reply> {
        try client.stream(Method.name, parameters)
    }
}

/// Where the control socket may be.
enum SocketPaths {
    /// An explicit path is the only one; else the places where the service, and a daemon of the user's own, have it.
    static func candidates(option: String?, environment: (String) -> String?) -> [String] {
        if let option { return [option] }
        if let path = environment("FOLLOWUPD_SOCKET"), !path.isEmpty { return [path] }
        let system = ["/run/followupd/control"]
        func directory(_ name: String) -> String? { environment(name).flatMap { $0.isEmpty ? nil : $0 } }
        // As the daemon chooses without systemd: the runtime directory, else beside its state.
        let state = directory("XDG_STATE_HOME") ?? directory("HOME").map { "\($0)/.local/state" }
        return system + [directory("XDG_RUNTIME_DIR"), state].compactMap { $0.map { "\($0)/followupd/control" } }
    }
}

enum Environment {
    static func value(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}
