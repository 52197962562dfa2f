import Glibc

/// Environment variables, as a value, so that tests need not change the process's own.
struct Environment: Sendable {
    private let lookUp: @Sendable (String) -> String?

    init(_ lookUp: @escaping @Sendable (String) -> String?) { self.lookUp = lookUp }

    static let process = Environment { name in getenv(name).map { String(cString: $0) } }

    /// nil also where the variable is empty.
    subscript(name: String) -> String? { lookUp(name).flatMap { $0.isEmpty ? nil : $0 } }
}

/// Where things are by default: what systemd says (systemd.exec(5)), else the XDG base directories of the user.
struct Directories: Sendable {
    let environment: Environment

    var state: String {
        // A drop-in may name more than one; ours is the first (systemd.exec(5)).
        if let given = environment["STATE_DIRECTORY"] { return String(given.prefix { $0 != ":" }) }
        if let base = environment["XDG_STATE_HOME"] { return "\(base)/followupd" }
        return "\(home)/.local/state/followupd"
    }

    /// It need not exist.
    var configurationFile: String {
        let base =
            environment["CONFIGURATION_DIRECTORY"].map { String($0.prefix { $0 != ":" }) }
            ?? environment["XDG_CONFIG_HOME"].map { "\($0)/followupd" }
        return "\(base ?? "\(home)/.config/followupd")/followupd.conf"
    }

    /// For a daemon that systemd gave no socket.
    func socket(stateDirectory: String) -> String {
        if let base = environment["XDG_RUNTIME_DIR"] { return "\(base)/followupd/control" }
        return "\(stateDirectory)/control"
    }

    private var home: String { environment["HOME"] ?? "/var/lib" }

    /// Makes a directory and those above it (mode 0700); what is wrong is found when it is used.
    static func make(_ path: String) {
        var made = ""
        for part in path.split(separator: "/", omittingEmptySubsequences: true) {
            made += path.hasPrefix("/") || !made.isEmpty ? "/\(part)" : String(part)
            mkdir(made, 0o700)
        }
    }
}

/// What the command line settled.
struct DaemonPaths: Sendable {
    let stateDirectory: String
    /// nil: systemd's, else the default.
    let socket: String?
    /// nil: the default, which need not exist.
    let configurationFile: String?

    var spool: String { "\(stateDirectory)/spool" }

    /// Looked for anew at each reload: files may be made while the daemon runs.
    func configurationFiles() throws -> ConfigurationFiles {
        try ConfigurationFiles(
            main: configurationFile ?? Directories(environment: .process).configurationFile,
            isRequired: configurationFile != nil)
    }
}
