import Glibc
import TestKit

/// A real systemd with journald, users, sandboxes and watchdogs, booted by systemd-nspawn for one test.
///
/// It sees this machine's /usr with the test's files laid over it, as if a package had been installed, and an empty
/// /etc, /var and network. So units are found, users made and services enabled as on a first boot. The clock is the
/// machine's and cannot be set. Memory and task limits, IPAddressDeny= and DeviceAllow= may not be enforced.
struct Container: Sendable {
    /// A file to be seen below /usr in the container.
    struct File: Sendable {
        let path: String
        let source: String

        /// - Parameters:
        ///   - path: Where it is seen, below /usr.
        ///   - source: The file on this machine.
        init(_ path: String, from source: String) {
            self.path = path
            self.source = source
        }
    }

    /// The process id of its init, on this machine.
    let initID: Int32

    /// Booting needs root. Where CI=true it is tried regardless, so that it fails rather than passes unseen.
    static var isExpectedToBoot: Bool {
        Effort.includesRoots
    }

    static let whyNot: String = "systemd-nspawn needs root: run the tests as root, or with CI=true to have them fail."

    /// Boots a container, hands it to the body and kills it, whatever comes of the body, and even if this process is
    /// killed.
    /// - Parameters:
    ///   - files: What is laid over /usr. The shared libraries an executable among them needs are there too.
    ///   - readOnly: Paths of this machine outside /usr that are seen in the container.
    ///   - body: The test.
    /// - Returns: What the body returns.
    /// - Throws: `DeadlinePassed` if it does not boot, and what the body throws, after the container's last log lines
    ///   have been printed.
    static func withBooted<Result>(
        files: [File] = [], readOnly: [String] = [], isWholeMachine: Bool = false,
        _ body: (Container) async throws -> Result
    ) async throws -> Result {
        let cleanUp = CleanUp()
        do {
            let container = try await boot(files: isWholeMachine ? nil : files, readOnly: readOnly, cleanUp)
            let result = try await container.explainingFailure { try await body(container) }
            await cleanUp.run()
            return result
        } catch {
            await cleanUp.run()
            throw error
        }
    }

    /// - Parameter files: nil: all of this machine is seen instead.
    private static func boot(files: [File]?, readOnly: [String], _ cleanUp: CleanUp) async throws -> Container {
        let directory = try TemporaryDirectory()
        cleanUp.add { await directory.remove() }
        let usr = files == nil ? "-" : directory.path + "/usr"
        if files != nil { try await runSuccessfully(["mkdir", usr]) }
        var libraries: Set<String> = []
        for file in files ?? [] {
            let target = usr + "/" + file.path
            let mode = access(file.source, X_OK) == 0 ? "0755" : "0644"
            try await runSuccessfully(["install", "-D", "-m", mode, file.source, target])
            libraries.formUnion(try await libraryDirectories(of: file.source))
        }

        var ends: [Int32] = [-1, -1]
        // Not a pipe, which another test's child could inherit before it is close-on-exec.
        socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends)
        let (wait, hold) = (ends[0], ends[1])
        let log = open(directory.path + "/log", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        let answer = open(directory.path + "/init", O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        let name = "followupd-test-" + directory.path.suffix(6)
        let script = PackageFiles.path("Tests/IntegrationTests/container.sh")
        let process = try ChildProcess(
            ["sh", script, name, usr] + libraries.sorted() + readOnly, descriptors: [0: wait, 1: answer, 2: log])
        close(wait)
        cleanUp.add {
            close(hold)
            _ = try? await poll(for: "the end of \(name)", patience: .seconds(30)) { process.exitStatus() }
            close(log)
            close(answer)
        }
        let initID = try await poll(for: "the init of \(name)") { () -> Int32? in
            if let exit = process.exitStatus() {
                lseek(log, 0, SEEK_SET)
                throw TestFailure(description: "systemd-nspawn exited with \(exit): \(readAll(log))")
            }
            lseek(answer, 0, SEEK_SET)
            let text = readAll(answer)
            return text.hasSuffix("\n") ? Int32(text.dropLast()) : nil
        }
        let container = Container(initID: initID)
        // Degraded will do: units of this machine that cannot run there are no concern of the test.
        _ = try await poll(for: "the boot of \(name)", patience: .seconds(60)) {
            let state = try await container.run(["systemctl", "is-system-running"]).output
            return ["running\n", "degraded\n"].contains(state) ? true : nil
        }
        return container
    }

    /// Where the executable's shared libraries are, outside what the container sees anyway.
    private static func libraryDirectories(of executable: String) async throws -> [String] {
        try await TestKit.run(["ldd", executable]).output.split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ")
            guard let arrow = words.firstIndex(of: "=>"), words.indices.contains(arrow + 1) else { return nil }
            let path = words[arrow + 1]
            guard path.hasPrefix("/"), !path.hasPrefix("/usr/"), !path.hasPrefix("/lib") else { return nil }
            return path.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
        }
    }
}

extension Container {
    /// Runs a command in the container as root.
    func run(
        _ command: [String], input: String? = nil, patience: Duration = .seconds(60)
    ) async throws -> CommandResult {
        try await TestKit.run(
            ["nsenter", "-t", "\(initID)", "-m", "-u", "-i", "-n", "-p", "-C", "--"] + command,
            environment: ["LC_ALL": "C.UTF-8", "SYSTEMD_COLORS": "0", "SYSTEMD_PAGER": ""], input: input,
            patience: patience)
    }

    /// Runs a command in the container that must succeed, and gives its output without the last line break.
    @discardableResult
    func succeed(_ command: String...) async throws -> String {
        let result = try await run(command)
        guard result.exit == 0 else {
            throw TestFailure(description: "\(command) exited with \(result.exit): \(result.errors)")
        }
        return result.output.hasSuffix("\n") ? String(result.output.dropLast()) : result.output
    }

    /// Writes a file in the container, such as a drop-in below /etc/systemd/system, which needs a daemon-reload.
    func write(_ text: String, to path: String) async throws {
        let result = try await run(["install", "-D", "-m", "0644", "/dev/stdin", path], input: text)
        guard result.exit == 0 else { throw TestFailure(description: "\(path): \(result.errors)") }
    }

    /// A property of a unit, as `systemctl show` has it.
    func property(_ name: String, of unit: String) async throws -> String {
        try await succeed("systemctl", "show", "--value", "--property=\(name)", unit)
    }

    /// Waits until a property of a unit has the value.
    func wait(for unit: String, _ property: String, _ value: String) async throws {
        _ = try await poll(for: "\(property)=\(value) of \(unit)") {
            try await self.property(property, of: unit) == value ? true : nil
        }
    }

    /// Prints the last lines of the container's journal if the body throws, since they go with the container.
    private func explainingFailure<Result>(_ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch {
            let journal = try? await run(["journalctl", "--no-pager", "--lines=60", "--output=short-precise"])
            print(journal?.output ?? "The container's journal cannot be read.")
            throw error
        }
    }
}
