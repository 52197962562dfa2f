import Glibc
import Synchronization
import Varlink

/// The real daemon of this build, as a process with a state directory of its own.
///
/// It has no environment but what the test gives it, so that neither systemd nor the tester's own settings reach it.
public final class DaemonFixture: Sendable {
    /// Holds all of the fixture's files; mode 0711, so that another user can reach the socket and nothing else.
    public let directory: String
    public let stateDirectory: String
    public let socketPath: String
    /// Takes the stderr of every process of this fixture, one after the other.
    public let logPath: String
    private let settings: [String: String]
    private let configurationFile: String?
    private let process = Mutex<ChildProcess?>(nil)

    private init(
        directory: TemporaryDirectory, stateDirectory: String?, settings: [String: String], configuration: String?
    ) throws {
        self.directory = directory.path
        self.stateDirectory = stateDirectory ?? directory.path + "/state"
        socketPath = directory.path + "/control"
        logPath = directory.path + "/log"
        self.settings = settings
        chmod(directory.path, 0o711)
        if let configuration {
            configurationFile = directory.path + "/followupd.conf"
            try writeFile(configuration, to: directory.path + "/followupd.conf")
        } else {
            configurationFile = nil
        }
    }

    /// Makes the files, hands them to the body with no process yet, and afterwards ends the process and removes the
    /// files, whatever comes of the body.
    /// - Parameters:
    ///   - stateDirectory: Where its state is kept, if not in the fixture's own directory.
    ///   - settings: Environment variables of every process, as `FOLLOWUPD_SCAN_INTERVAL_SECONDS`.
    ///   - configuration: The text of a configuration file, found at `configurationPath`.
    ///   - body: The test.
    /// - Returns: What the body returns.
    /// - Throws: What the body throws, after the daemon's last log lines have been printed.
    public static func withFiles<Result>(
        stateDirectory: String? = nil, settings: [String: String] = [:], configuration: String? = nil,
        _ body: (DaemonFixture) async throws -> Result
    ) async throws -> Result {
        try await withTemporaryDirectory { directory in
            let daemon = try DaemonFixture(
                directory: directory, stateDirectory: stateDirectory, settings: settings, configuration: configuration)
            do {
                let result = try await body(daemon)
                try await daemon.kill9()
                return result
            } catch {
                try? await daemon.kill9()
                print(daemon.log.split(separator: "\n").suffix(30).joined(separator: "\n"))
                throw error
            }
        }
    }

    /// The same with the daemon started.
    public static func withRunning<Result>(
        stateDirectory: String? = nil, settings: [String: String] = [:], configuration: String? = nil,
        _ body: (DaemonFixture) async throws -> Result
    ) async throws -> Result {
        try await withFiles(stateDirectory: stateDirectory, settings: settings, configuration: configuration) {
            daemon in
            try await daemon.start()
            return try await body(daemon)
        }
    }

    public var configurationPath: String { directory + "/followupd.conf" }
    public var databasePath: String { stateDirectory + "/followupd.sqlite" }
    public var spoolPath: String { stateDirectory + "/spool" }
    /// All that its processes have written to stderr.
    public var log: String { (try? readFile(logPath)) ?? "" }

    /// Sets the clock that its processes go by, those too that run. A process goes by this machine's unless it was called before its start.
    /// - Parameter ahead: of this machine's, in whole seconds; negative: behind.
    public func setClock(ahead: Duration) throws {
        let milliseconds = ahead.components.seconds * 1_000
        // In one step, for it is looked at all the time.
        try writeFile("\(milliseconds)\n", to: clockPath + ".new")
        guard rename(clockPath + ".new", clockPath) == 0 else {
            throw TestFailure(description: "\(clockPath) cannot be written.")
        }
    }

    private var clockPath: String { directory + "/clock" }

    // MARK: The process

    /// Starts it and waits until its socket answers.
    /// - Parameter failpoint: `NAME:kill[:N]` or `NAME:wedge`, where it is to die or to hang.
    /// - Throws: `TestFailure` if it ends instead, or is running already.
    public func start(failpoint: String? = nil) async throws {
        try launch(failpoint: failpoint)
        _ = try await poll(for: "an answer of the daemon at \(socketPath)") { () -> Bool? in
            if let exit = exitStatus() {
                throw TestFailure(description: "The daemon ended with \(exit): \(log)")
            }
            return (try? await ping()) == nil ? nil : true
        }
    }

    /// Starts it and leaves it to itself.
    public func launch(failpoint: String? = nil) throws {
        guard exitStatus() != nil || process.withLock({ $0 == nil }) else {
            throw TestFailure(description: "The daemon is running already.")
        }
        let child = try spawn(arguments, environment: environment(failpoint: failpoint))
        process.withLock { $0 = child }
    }

    /// Runs another process to its end: one that is to refuse to start, or has been given an option that does one thing.
    /// - Parameters:
    ///   - stateDirectory: Another one than the fixture's.
    ///   - socketPath: Another one than the fixture's.
    ///   - options: Further ones.
    ///   - failpoint: Where it is to die, as for ``start(failpoint:)``.
    /// - Returns: How it ended.
    /// - Throws: `DeadlinePassed` if it does not end by itself; it is killed then.
    public func runToEnd(
        stateDirectory: String? = nil, socketPath: String? = nil, options: [String] = [], failpoint: String? = nil
    ) async throws -> CommandResult {
        var words = arguments + options
        words[2] = stateDirectory ?? words[2]
        words[4] = socketPath ?? words[4]
        return try await run(words, environment: environment(failpoint: failpoint), patience: .seconds(30))
    }

    /// As a shell has it; nil while it runs or before it is started.
    public func exitStatus() -> Int32? { process.withLock { $0 }?.exitStatus() }

    public var processID: pid_t? { process.withLock { $0?.id } }

    public func signal(_ number: Int32) { process.withLock { $0 }?.signal(number) }

    /// Ends it as a crash does. Does nothing if it has ended.
    public func kill9() async throws {
        guard let process = process.withLock({ $0 }) else { return }
        process.signal(SIGKILL)
        _ = try await poll(for: "the end of the killed daemon") { process.exitStatus() }
    }

    public func restart(failpoint: String? = nil) async throws {
        try await kill9()
        try await start(failpoint: failpoint)
    }

    /// Asks it to end and waits until it has.
    /// - Returns: its exit status.
    public func terminate(patience: Duration = .seconds(30)) async throws -> Int32 {
        signal(SIGTERM)
        return try await waitForEnd(patience: patience)
    }

    /// Waits until it has ended by itself.
    public func waitForEnd(patience: Duration = .seconds(30)) async throws -> Int32 {
        try await poll(for: "the end of the daemon", patience: patience) { exitStatus() }
    }

    // MARK: What it can be asked

    /// A connection of its own.
    public func client() async throws -> VarlinkClient { try await VarlinkClient.connect(path: socketPath) }

    /// - Throws: `VarlinkClientError`, or the error it answers with.
    public func ping() async throws {
        let client = try await client()
        _ = try await client.call("io.followupd.Service.Ping", VarlinkEmpty(), returning: JSONValue.self)
    }

    /// The rows of a query on its database, columns separated by `|`, as SQLite's own shell reads them.
    public func rows(_ sql: String) async throws -> [String] {
        let result = try await run(["sqlite3", "-batch", "-cmd", ".timeout 10000", databasePath, sql])
        guard result.exit == 0, result.errors.isEmpty else {
            throw TestFailure(description: "sqlite3 \(sql): \(result.errors)")
        }
        return result.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    }

    /// The number that a query gives.
    public func number(_ sql: String) async throws -> Int {
        let rows = try await rows(sql)
        guard rows.count == 1, let number = Int(rows[0]) else {
            throw TestFailure(description: "\(sql) gives no number: \(rows)")
        }
        return number
    }

    private var arguments: [String] {
        [BuiltProducts.executable("followupd"), "--state-directory", stateDirectory, "--socket", socketPath]
            + (configurationFile.map { ["--config", $0] } ?? [])
    }

    private func environment(failpoint: String?) -> [String: String] {
        var environment = settings
        environment["FOLLOWUPD_FAILPOINT"] = failpoint
        if access(clockPath, F_OK) == 0 { environment["FOLLOWUPD_TEST_CLOCK"] = clockPath }
        return environment
    }

    private func spawn(_ arguments: [String], environment: [String: String]) throws -> ChildProcess {
        let log = open(logPath, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
        guard log >= 0 else { throw TestFailure(description: "\(logPath) cannot be written.") }
        defer { close(log) }
        return try ChildProcess(arguments, environment: environment, descriptors: [2: log])
    }
}
