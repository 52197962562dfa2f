import Glibc
import TestKit
import Testing

@testable import Varlink

@Suite("Where a server listens")
struct EndpointTests {
    private func makeServer() throws -> VarlinkServer {
        let service = try VarlinkService(
            vendor: "Example", product: "Nothing", version: "1", url: "https://example.org", interfaces: []
        ) { _ in .permissionDenied }
        return VarlinkServer(service: service) { _ in }
    }

    private func expectRefusal(
        _ expected: EndpointError, path: String, sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
        let server = try makeServer()
        await #expect(throws: expected, sourceLocation: sourceLocation) {
            try await server.start(.path(path, mode: 0o600))
        }
        await server.shutDown()
    }

    @Test("the mode is what was asked for, whatever the umask", arguments: [0o600, 0o660, 0o666, 0o606])
    func mode(mode: mode_t) async throws {
        let folder = try TemporaryDirectory()
        let server = try makeServer()
        try await server.start(.path(folder.path("s"), mode: UInt16(mode)))
        #expect(try fileMode(folder.path("s")) == S_IFSOCK | mode)
        await server.shutDown()
        #expect(!fileExists(folder.path("s")))
    }

    @Test("a path may have 107 bytes and not one more")
    func length() async throws {
        let folder = try TemporaryDirectory()
        let longest = folder.path(String(repeating: "n", count: 106 - folder.path.utf8.count))
        #expect(longest.utf8.count == 107)
        let server = try makeServer()
        try await server.start(.path(longest, mode: 0o600))
        let client = try await VarlinkClient.connect(path: longest)
        await client.close()
        await server.shutDown()
        try await expectRefusal(.pathTooLong(longest + "n"), path: longest + "n")
    }

    @Test("a path without a name or with a NUL is refused")
    func invalidPaths() async throws {
        try await expectRefusal(.pathInvalid(""), path: "")
        try await expectRefusal(.pathInvalid("/tmp/a\0b"), path: "/tmp/a\0b")
    }

    @Test("a live server's path is left alone")
    func taken() async throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("s")
        let first = try makeServer()
        try await first.start(.path(path, mode: 0o600))
        try await expectRefusal(.takenByServer(path: path), path: path)
        let client = try await VarlinkClient.connect(path: path)
        await client.close()
        await first.shutDown()
    }

    @Test("a stale socket is replaced")
    func stale() async throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("s")
        let dead = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let address = try #require(UnixSocketAddress(path: path))
        #expect(address.withSocketAddress { bind(dead, $0, $1) } == 0)
        close(dead)
        #expect(fileExists(path))
        let server = try makeServer()
        try await server.start(.path(path, mode: 0o600))
        let client = try await VarlinkClient.connect(path: path)
        await client.close()
        await server.shutDown()
    }

    @Test("what is not a socket is never removed")
    func notASocket() async throws {
        let folder = try TemporaryDirectory()
        let file = folder.path("f")
        close(open(file, O_CREAT | O_WRONLY, 0o600))
        try await expectRefusal(.notASocket(path: file), path: file)
        try await expectRefusal(.notASocket(path: folder.path), path: folder.path)
        let link = folder.path("l")
        #expect(symlink(folder.path("nowhere"), link) == 0)
        try await expectRefusal(.notASocket(path: link), path: link)
        #expect(fileExists(file))
        #expect(fileExists(link))
    }

    @Test("a socket of another kind is somebody's")
    func datagramSocket() async throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("s")
        let other = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        let address = try #require(UnixSocketAddress(path: path))
        #expect(address.withSocketAddress { bind(other, $0, $1) } == 0)
        try await expectRefusal(.takenByServer(path: path), path: path)
        close(other)
    }

    @Test("a missing directory is said to be missing")
    func directoryMissing() async throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("missing/s")
        try await expectRefusal(.directoryMissing(path: path), path: path)
    }

    @Test("another socket that took the path is not removed at shutdown")
    func replaced() async throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("s")
        let first = try makeServer()
        try await first.start(.path(path, mode: 0o600))
        unlink(path)
        let second = try makeServer()
        try await second.start(.path(path, mode: 0o600))
        await first.shutDown()
        #expect(fileExists(path))
        await second.shutDown()
        #expect(!fileExists(path))
    }

    @Test("an inherited socket is served, and its path stays")
    func inherited() async throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("s")
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        let address = try #require(UnixSocketAddress(path: path))
        #expect(address.withSocketAddress { bind(descriptor, $0, $1) } == 0)
        #expect(listen(descriptor, 16) == 0)
        // Queued before the server runs, answered after.
        let early = try RawConnection(path: path)
        try await early.send(#"{"method":"org.varlink.service.GetInfo"}"#)
        let server = try makeServer()
        try await server.start(.inherited(descriptor: descriptor))
        #expect(try await early.receive()?.contains("Nothing") == true)
        early.close()
        await server.shutDown()
        #expect(fileExists(path))
    }

    @Test("servers that follow one another on an inherited socket answer everybody who connects, whenever that is")
    func succession() async throws {
        let folder = try TemporaryDirectory()
        let path = folder.path("s")
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        defer { close(descriptor) }
        let address = try #require(UnixSocketAddress(path: path))
        #expect(address.withSocketAddress { bind(descriptor, $0, $1) } == 0)
        #expect(listen(descriptor, 128) == 0)
        let (answered, problems) = try await withThrowingTaskGroup(of: (Int, [String]).self) { group in
            for _ in 0..<4 {
                group.addTask {
                    var answered = 0
                    var problems: [String] = []
                    while !Task.isCancelled {
                        do {
                            let client = try await VarlinkClient.connect(path: path)
                            _ = try await client.call(
                                "org.varlink.service.GetInfo", VarlinkEmpty(), returning: JSONValue.self)
                            await client.close()
                            answered += 1
                        } catch  where !Task.isCancelled {
                            problems.append("\(error)")
                        } catch {
                            break
                        }
                    }
                    return (answered, problems)
                }
            }
            for _ in 0..<15 {
                let server = try makeServer()
                try await server.start(.inherited(descriptor: dup(descriptor)))
                await server.shutDown()
            }
            // Whoever waits now is answered by the last one.
            let last = try makeServer()
            try await last.start(.inherited(descriptor: dup(descriptor)))
            group.cancelAll()
            var sum = (0, [String]())
            for try await (answered, problems) in group { sum = (sum.0 + answered, sum.1 + problems) }
            await last.shutDown()
            return sum
        }
        #expect(problems == [])
        #expect(answered > 15)
    }

    @Test("a descriptor that is no listening Unix stream socket is refused")
    func notListening() async throws {
        let descriptors = [
            socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0), socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0),
            socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0), open("/dev/null", O_RDONLY), 9999,
        ]
        #expect(listen(descriptors[2], 1) == 0)
        for descriptor in descriptors {
            let server = try makeServer()
            await #expect(throws: EndpointError.notAListeningSocket(descriptor: descriptor)) {
                try await server.start(.inherited(descriptor: descriptor))
            }
            await server.shutDown()
            if descriptor < 9999 { close(descriptor) }
        }
    }

    @Test(
        "every error is one sentence that says what to do",
        arguments: [
            EndpointError.pathInvalid("p"), .pathTooLong("p"), .directoryMissing(path: "p"), .takenByServer(path: "p"),
            .notASocket(path: "p"), .notPermitted(path: "p"), .notAListeningSocket(descriptor: 3),
            .failed(path: "p", reason: "r"), .serverStopped,
        ])
    func sentences(error: EndpointError) {
        let text = "\(error)"
        #expect(text.contains(";") || text.contains(" or "))
        #expect(!text.contains("\n"))
        #expect(!text.hasSuffix("."))
    }
}
