import Glibc
import TestKit
import Testing

/// In processes of their own, since descriptor 3 and the environment belong to all of a process.
@Suite
struct InheritedSocketsTests {
    @Test("A socket is found by its name, close-on-exec, and nothing of it is left in the environment")
    func byName() async throws {
        try await withSockets { directory in
            let sockets = [
                try UnixSocket(.datagram, at: directory + "/other"),
                try UnixSocket(.stream, at: directory + "/control").listening(),
            ]
            return try await inherit(sockets, names: "other:control", variables: "LISTEN_PID=$$")
        } expect: { output in
            #expect(output == "names other,control\ndescriptor 4 close-on-exec true\n")
        }
    }

    @Test(
        "Nothing is inherited by a process that was passed nothing or is not the one meant",
        arguments: [
            "", "LISTEN_PID=1",
        ])
    func nothing(variables: String) async throws {
        try await withSockets { directory in
            let sockets = [try UnixSocket(.stream, at: directory + "/control").listening()]
            return try await inherit(sockets, names: "control", variables: variables)
        } expect: { output in
            #expect(output.hasPrefix("names \n"))
            #expect(output.hasSuffix("absent\n"))
        }
    }

    @Test("A socket of another name is not taken for it")
    func absent() async throws {
        try await withSockets { directory in
            let sockets = [try UnixSocket(.stream, at: directory + "/control").listening()]
            return try await inherit(sockets, names: "followupd.socket", variables: "LISTEN_PID=$$")
        } expect: { output in
            #expect(output == "names followupd.socket\nabsent\n")
        }
    }

    @Test(
        "Anything but a listening Unix stream socket is refused in one sentence",
        arguments: [
            "datagram", "unconnected", "internet", "file",
        ])
    func refused(kind: String) async throws {
        try await withSockets { directory in
            let descriptor: Int32 =
                switch kind {
                case "datagram": try UnixSocket(.datagram, at: directory + "/control").descriptor
                case "unconnected": try UnixSocket(.stream, at: directory + "/control").descriptor
                case "internet": try listeningInternetSocket()
                default: open("/dev/null", O_RDONLY | O_CLOEXEC)
                }
            return try await inherit([descriptor], names: "control", variables: "LISTEN_PID=$$")
        } expect: { output in
            #expect(
                output == """
                    names control
                    error The socket control passed by systemd is not a listening Unix stream socket; \
                    use ListenStream= with a path in the socket unit.

                    """)
        }
    }

    @Test("Two sockets of one name are refused, since either may be meant")
    func ambiguous() async throws {
        try await withSockets { directory in
            let sockets = [
                try UnixSocket(.stream, at: directory + "/a").listening(),
                try UnixSocket(.stream, at: directory + "/b").listening(),
            ]
            return try await inherit(sockets, names: "control:control", variables: "LISTEN_PID=$$")
        } expect: { output in
            #expect(
                output.hasSuffix(
                    "error systemd passed 2 sockets named control; keep one ListenStream= in the socket unit.\n"))
        }
    }

    @Test("Variables that make no sense are refused in one sentence")
    func nonsense() async throws {
        let result = try await run([
            "sh", "-c", "LISTEN_PID=$$ LISTEN_FDS=many exec \"$@\"", "sh",
            BuiltProducts.executable("SystemdHelper"), "inherited-socket", "control",
        ])
        #expect(
            result.output
                == "error The sockets passed by systemd cannot be taken (Invalid argument); check LISTEN_FDS.\n")
    }

    private func withSockets(
        _ body: (String) async throws -> CommandResult, expect: (String) -> Void
    ) async throws {
        try await withTemporaryDirectory { directory in
            let result = try await body(directory.path)
            #expect(result.exit == 0)
            expect(result.output)
        }
    }

    private func inherit(_ sockets: [UnixSocket], names: String, variables: String) async throws -> CommandResult {
        try await inherit(sockets.map(\.descriptor), names: names, variables: variables)
    }

    /// Runs the helper with the descriptors from 3 on. Only a shell knows the process id before the helper runs.
    private func inherit(_ descriptors: [Int32], names: String, variables: String) async throws -> CommandResult {
        defer { descriptors.forEach { close($0) } }
        let numbered = descriptors.enumerated().map { (Int32($0.offset) + 3, $0.element) }
        return try await run(
            [
                "sh", "-c", "\(variables) exec \"$@\"", "sh", BuiltProducts.executable("SystemdHelper"),
                "inherited-socket", "control",
            ],
            environment: ["LISTEN_FDS": "\(descriptors.count)", "LISTEN_FDNAMES": names],
            descriptors: Dictionary(uniqueKeysWithValues: numbered))
    }

    private func listeningInternetSocket() throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        // Unbound, it is given a free port.
        guard listen(descriptor, 1) == 0 else { throw TestFailure(description: "No internet socket can be had.") }
        return descriptor
    }
}
