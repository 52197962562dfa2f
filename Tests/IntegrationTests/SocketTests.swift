import ControlAPI
import Glibc
import TestKit
import Testing
import Varlink

/// The control socket and the state directory: who may have them, and what the daemon says where it cannot.
@Suite("Socket and state directory")
struct SocketTests {
    /// The exit status, and one line on stderr that names the trouble.
    private func expectRefusal(
        _ result: CommandResult, _ words: String, exit: Int32 = 1, line: SourceLocation = #_sourceLocation
    ) {
        #expect(result.exit == exit, sourceLocation: line)
        #expect(result.errors.contains(words), "\(result.errors)", sourceLocation: line)
        #expect(result.errors.hasPrefix("followupd: "), "\(result.errors)", sourceLocation: line)
        #expect(result.errors.hasSuffix("\n"), sourceLocation: line)
        #expect(result.errors.count { $0 == "\n" } == 1, "\(result.errors)", sourceLocation: line)
    }

    @Test("A socket that a living daemon has is refused, and stays that daemon's")
    func taken() async throws {
        try await DaemonFixture.withRunning { daemon in
            let result = try await daemon.runToEnd(stateDirectory: daemon.directory + "/another")
            expectRefusal(result, "another server listens at \(daemon.socketPath)")
            try await daemon.ping()
        }
    }

    @Test("The socket that a killed daemon left is taken over, and a stopped one leaves none")
    func stale() async throws {
        try await DaemonFixture.withRunning { daemon in
            try await daemon.kill9()
            #expect(access(daemon.socketPath, F_OK) == 0)
            try await daemon.start()
            #expect(try await daemon.terminate() == 0)
            #expect(access(daemon.socketPath, F_OK) != 0)
        }
    }

    @Test("Something else at the socket's path is refused and left alone")
    func notASocket() async throws {
        try await DaemonFixture.withFiles { daemon in
            try writeFile("precious", to: daemon.socketPath)
            expectRefusal(try await daemon.runToEnd(), "is not a socket")
            #expect(try readFile(daemon.socketPath) == "precious")
        }
    }

    @Test("A socket path of more than 107 bytes is refused")
    func tooLong() async throws {
        try await DaemonFixture.withFiles { daemon in
            let stem = daemon.directory + "/"
            let longest = stem + String(repeating: "s", count: 107 - stem.utf8.count)
            expectRefusal(try await daemon.runToEnd(socketPath: longest + "s"), "longer than 107 bytes")
        }
    }

    @Test("A second daemon on the same state is refused, whatever its socket")
    func secondDaemon() async throws {
        try await DaemonFixture.withRunning { daemon in
            let result = try await daemon.runToEnd(socketPath: daemon.directory + "/other")
            expectRefusal(result, "Another followupd is running on \(daemon.stateDirectory)")
            try await daemon.ping()
        }
    }

    @Test("A state directory that cannot be made or written is refused")
    func unusableDirectory() async throws {
        try await DaemonFixture.withFiles { daemon in
            try writeFile("", to: daemon.directory + "/file")
            let below = try await daemon.runToEnd(stateDirectory: daemon.directory + "/file/state")
            expectRefusal(below, "The state directory \(daemon.directory)/file/state cannot be")
            // Read-only for root too.
            expectRefusal(try await daemon.runToEnd(stateDirectory: "/proc/sys"), "/proc/sys cannot be")
        }
    }

    @Test("A missing directory above the state directory is made")
    func missingParent() async throws {
        try await withTemporaryDirectory { directory in
            let state = directory.path + "/a/b/state"
            try await DaemonFixture.withRunning(stateDirectory: state) { daemon in
                try await daemon.ping()
                #expect(try await run(["stat", "-c", "%a", state]).output == "700\n")
            }
        }
    }

    @Test("A database of a newer schema is refused")
    func newerSchema() async throws {
        try await DaemonFixture.withRunning { daemon in
            #expect(try await daemon.terminate() == 0)
            _ = try await daemon.rows("INSERT INTO grdb_migrations VALUES ('999')")
            let before = try await daemon.rows(".dump")
            expectRefusal(try await daemon.runToEnd(), "written by a newer followupd", exit: 78)
            #expect(try await daemon.rows(".dump") == before)
        }
    }

    @Test("A database that is none, or damaged, is refused and left untouched", arguments: Damage.allCases)
    func damaged(_ damage: Damage) async throws {
        try await DaemonFixture.withRunning { daemon in
            #expect(try await daemon.terminate() == 0)
            // A log left behind would mend the damage.
            #expect(try namesInDirectory(daemon.stateDirectory) == ["followupd.sqlite", "lock", "spool"])
            try await runSuccessfully(["sh", "-c", damage.rawValue, "sh", daemon.databasePath])
            let before = try await checksum(daemon.databasePath)
            expectRefusal(try await daemon.runToEnd(), "The database is damaged", exit: 78)
            #expect(try await checksum(daemon.databasePath) == before)
        }
    }

    enum Damage: String, CaseIterable, CustomTestStringConvertible {
        case otherFile = "seq 1 10000 >\"$1\""
        case headerLost = "dd if=/dev/urandom of=\"$1\" bs=100 count=1 conv=notrunc status=none"
        /// The root of the schema, which nothing can be read without.
        case schemaLost = "dd if=/dev/zero of=\"$1\" bs=1 seek=100 count=3996 conv=notrunc status=none"

        var testDescription: String { "\(self)" }
    }

    @Test("Another user may ping and ask who he is, and is denied everything else by a typed error")
    func anotherUser() async throws {
        try await DaemonFixture.withRunning { daemon in
            let ping = try await ask(daemon, "io.followupd.Service.Ping")
            #expect(ping.contains("\"version\""))
            let whoAmI = try await ask(daemon, "io.followupd.Access.WhoAmI")
            #expect(whoAmI.contains("\"role\":\"none\""))
            for method in ["Customers.List", "Customers.Count", "Service.Health", "Service.Reload"] {
                let answer = try await ask(daemon, "io.followupd.\(method)", more: method == "Customers.List")
                #expect(answer.contains("\"error\":\"io.followupd.Access.PermissionDenied\""), "\(method): \(answer)")
            }
        }
    }

    /// Calls a method as the user `daemon`.
    private func ask(_ daemon: DaemonFixture, _ method: String, more: Bool = false) async throws -> String {
        let call = "{\"method\":\"\(method)\"\(more ? ",\"more\":true" : "")}"
        let result = try await run([
            "setpriv", "--reuid=daemon", "--regid=daemon", "--clear-groups", "/usr/bin/python3", "-I", "-c",
            Self.caller, daemon.socketPath, call,
        ])
        #expect(result.exit == 0, "\(result.errors)")
        return result.output
    }

    private static let caller = """
        import socket, sys
        s = socket.socket(socket.AF_UNIX)
        s.settimeout(20)
        s.connect(sys.argv[1])
        s.sendall(sys.argv[2].encode() + b"\\0")
        reply = b""
        while not reply.endswith(b"\\0"):
            part = s.recv(65536)
            if not part: break
            reply += part
        sys.stdout.write(reply[:-1].decode())
        """

    private func checksum(_ path: String) async throws -> String { try await run(["sha256sum", path]).output }
}
