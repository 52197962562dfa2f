import Glibc
import TestKit
import Testing

@testable import Varlink

@Suite("A client")
struct ClientTests {
    typealias Value = Playground.Value

    struct Count: Codable, Sendable { var to: Int }
    struct Flood: Codable, Sendable { var bytes: Int }
    struct Fail: Codable, Sendable { var how: String }

    @Test("calls from many tasks each get their own answer")
    func concurrentCalls() async throws {
        struct Number: Codable, Sendable { var number: Int }
        try await Playground.run { playground in
            let client = try await playground.client()
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<200 {
                    group.addTask {
                        try await client.call(
                            "org.example.play.Echo", Number(number: number), returning: Number.self
                        ).number == number
                    }
                }
                for try await isOwn in group { #expect(isOwn) }
            }
            await client.close()
        }
    }

    @Test("an error reply is thrown as it is, and the connection goes on")
    func errorReply() async throws {
        try await Playground.run { playground in
            let client = try await playground.client()
            await #expect(
                throws: VarlinkError(name: "org.example.play.Declared", parameters: ["reason": "asked for"])
            ) {
                try await client.call(
                    "org.example.play.Fail", Fail(how: "declared"), returning: Value.self)
            }
            _ = try await client.call("org.example.play.Echo", VarlinkEmpty(), returning: VarlinkEmpty.self)
            await #expect(
                throws: VarlinkClientError.unexpectedReply(
                    method: "org.example.play.Echo", detail: "value")
            ) {
                try await client.call("org.example.play.Echo", VarlinkEmpty(), returning: Value.self)
            }
            await client.close()
        }
    }

    @Test("a stream yields every reply up to the last one")
    func stream() async throws {
        try await Playground.run { playground in
            let client = try await playground.client()
            var values: [Int] = []
            for try await value in try client.stream("org.example.play.Count", Count(to: 1000), of: Value.self) {
                values.append(value.value)
            }
            #expect(values == Array(1...1000))
            // Calls made while a stream runs are answered after it.
            let stream = try client.stream("org.example.play.Count", Count(to: 100), of: Value.self)
            async let echo = client.call("org.example.play.Echo", VarlinkEmpty(), returning: VarlinkEmpty.self)
            #expect(try await stream.reduce(0) { $0 + $1.value } == 5050)
            _ = try await echo
            await client.close()
        }
    }

    @Test("a stream that nobody reads holds its service back, and goes on when read")
    func backPressure() async throws {
        let configure: (inout Limits) -> Void = {
            $0.writeBacklogBytes = 16 << 10
            $0.slowReaderSeconds = 60
        }
        try await Playground.run(configure) { playground in
            let client = try await playground.client()
            let stream = try client.stream("org.example.play.Flood", Flood(bytes: 10_000), of: Playground.Block.self)
            var iterator = stream.makeAsyncIterator()
            _ = try await iterator.next()
            // The service stands still when its backlog, the kernel's buffers and the client's are full.
            var sent = -1
            while sent != playground.signs.all.count {
                sent = playground.signs.all.count
                for _ in 0..<20 {
                    _ = try await pong(playground)
                }
            }
            #expect(sent * 10_000 < 4 << 20)
            for _ in 0..<(sent + 100) { #expect(try await iterator.next()?.block.utf8.count == 10_000) }
            #expect(playground.signs.all.count > sent)
            await client.close()
            await #expect(throws: VarlinkClientError.connectionClosed(method: "org.example.play.Flood")) {
                while try await iterator.next() != nil {}
            }
        }
    }

    /// A round trip on a connection of its own: time for whatever else is under way.
    private func pong(_ playground: Playground) async throws -> VarlinkEmpty {
        let client = try await playground.client()
        let reply = try await client.call("org.example.play.Echo", VarlinkEmpty(), returning: VarlinkEmpty.self)
        await client.close()
        return reply
    }

    @Test("leaving a stream early closes the connection, so that the service stops")
    func abandonedStream() async throws {
        try await Playground.run { playground in
            let client = try await playground.client()
            for try await _ in try client.stream("org.example.play.Watch", VarlinkEmpty(), of: Value.self) { break }
            await playground.signs.wait { $0.contains(.cancelled("Watch")) }
            await #expect(throws: VarlinkClientError.connectionClosed(method: "org.example.play.Echo")) {
                try await client.call("org.example.play.Echo", VarlinkEmpty(), returning: VarlinkEmpty.self)
            }
        }
    }

    @Test("a cancelled reader of a stream gets CancellationError")
    func cancelledStream() async throws {
        try await Playground.run { playground in
            let client = try await playground.client()
            let reading = Task {
                for try await _ in try client.stream("org.example.play.Watch", VarlinkEmpty(), of: Value.self) {}
            }
            await playground.signs.wait { $0.contains(.watching) }
            reading.cancel()
            await #expect(throws: CancellationError.self) { try await reading.value }
            await playground.signs.wait { $0.contains(.cancelled("Watch")) }
        }
    }

    @Test("a stream may end with an error, or be refused")
    func streamErrors() async throws {
        try await Playground.run { playground in
            let client = try await playground.client()
            await #expect(throws: VarlinkError.methodNotFound("org.example.play.Nowhere")) {
                for try await _ in try client.stream("org.example.play.Nowhere", VarlinkEmpty(), of: Value.self) {}
            }
            let watching = try client.stream("org.example.play.Watch", VarlinkEmpty(), of: Value.self)
            var iterator = watching.makeAsyncIterator()
            #expect(try await iterator.next()?.value == 0)
            await playground.signs.wait { $0.contains(.watching) }
            await playground.server.shutDown()
            let error = await #expect(throws: VarlinkError.self) { try await iterator.next() }
            #expect(error?.name == "org.example.play.Internal")
        }
    }

    @Test("a cancelled call does not disturb the next")
    func cancelledCall() async throws {
        try await Playground.run { playground in
            let client = try await playground.client()
            let waiting = Task {
                try await client.call(
                    "org.example.play.Wait", Playground.Name(name: "x"), returning: Playground.Name.self)
            }
            await playground.signs.wait(count: 1)
            waiting.cancel()
            await #expect(throws: CancellationError.self) { try await waiting.value }
            playground.gate.raise()
            let name = try await client.call(
                "org.example.play.Wait", Playground.Name(name: "y"), returning: Playground.Name.self)
            #expect(name.name == "y")
            await client.close()
        }
    }

    @Test("oneway returns when the call has left")
    func oneway() async throws {
        try await Playground.run { playground in
            let client = try await playground.client()
            try await client.oneway("org.example.play.Note", Playground.Name(name: "gone"))
            await client.close()
            await playground.signs.wait(count: 1)
            #expect(playground.signs.all == [.noted("gone")])
            await #expect(throws: VarlinkClientError.connectionClosed(method: "org.example.play.Note")) {
                try await client.oneway("org.example.play.Note", Playground.Name(name: "late"))
            }
        }
    }

    @Test("a connection that ends in the middle of a call is a typed error")
    func closedMidCall() async throws {
        try await Playground.run({ $0.graceSeconds = 0.05 }) { playground in
            let client = try await playground.client()
            let waiting = Task {
                try await client.call(
                    "org.example.play.Wait", Playground.Name(name: "x"), returning: Playground.Name.self)
            }
            await playground.signs.wait(count: 1)
            await playground.server.shutDown()
            await #expect(throws: VarlinkClientError.connectionClosed(method: "org.example.play.Wait")) {
                try await waiting.value
            }
            await #expect(throws: VarlinkClientError.connectionClosed(method: "org.example.play.Echo")) {
                try await client.call("org.example.play.Echo", VarlinkEmpty(), returning: VarlinkEmpty.self)
            }
        }
    }

    @Test("a service that cannot be reached is a typed error that says what to do")
    func notReachable() async throws {
        let folder = try TemporaryDirectory()
        let stale = folder.path("stale")
        let dead = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        let address = try #require(UnixSocketAddress(path: stale))
        #expect(address.withSocketAddress { bind(dead, $0, $1) } == 0)
        close(dead)
        for path in [folder.path("missing"), folder.path("no/folder"), stale, String(repeating: "x", count: 200), ""] {
            let error = await #expect(throws: VarlinkClientError.self) { try await VarlinkClient.connect(path: path) }
            guard case .notReachable(path, let reason)? = error else {
                Issue.record("unexpected \(String(describing: error))")
                continue
            }
            #expect(reason.contains("start the service") || reason.contains("correct it"))
        }
    }

    @Test(
        "a service that breaks the protocol is a typed error",
        arguments: [
            ("no json\0", ProtocolError.notAnObject), ("{\"parameters\":{}}{}\0", .invalidJSON),
            ("{\"continues\":true}\0", .unexpectedReply), ("{\"extra\":1}\0", .unknownMember),
            ("{\"error\":1}\0", .memberMistyped), ("{\"error\":\"a.b.C\",\"continues\":true}\0", .memberMistyped),
            ("{\"continues\":1}\0", .flagNotBoolean), ("{\"parameters\":[]}\0", .memberMistyped),
            (String(repeating: "x", count: 2000), .frameTooLong(limit: 1000)),
        ])
    func violations(reply: String, error: ProtocolError) async throws {
        let folder = try TemporaryDirectory()
        let socket = try ListeningSocket.open(.path(folder.path("s"), mode: 0o600))
        let client = try await VarlinkClient.connect(path: folder.path("s"), maximumReplyBytes: 1000)
        let peer = accept(socket.descriptor, nil, nil)
        let calling = Task { try await client.call("a.b.C", VarlinkEmpty(), returning: VarlinkEmpty.self) }
        var buffer = [UInt8](repeating: 0, count: 1024)
        _ = try await blocking { [buffer] in
            var buffer = buffer
            return recv(peer, &buffer, buffer.count, 0)
        }
        buffer = Array(reply.utf8)
        #expect(send(peer, buffer, buffer.count, Int32(MSG_NOSIGNAL)) == buffer.count)
        await #expect(throws: VarlinkClientError.protocolViolation(method: "a.b.C", error)) { try await calling.value }
        close(peer)
        close(socket.descriptor)
    }

    @Test("a service that turns the client away is understood")
    func rejection() async throws {
        let folder = try TemporaryDirectory()
        let socket = try ListeningSocket.open(.path(folder.path("s"), mode: 0o600))
        let client = try await VarlinkClient.connect(path: folder.path("s"))
        let peer = accept(socket.descriptor, nil, nil)
        let reply = "{\"error\":\"org.varlink.service.PermissionDenied\"}\0"
        #expect(send(peer, reply, reply.utf8.count, Int32(MSG_NOSIGNAL)) == reply.utf8.count)
        await #expect(throws: VarlinkError.permissionDenied) {
            try await client.call("a.b.C", VarlinkEmpty(), returning: VarlinkEmpty.self)
        }
        close(peer)
        close(socket.descriptor)
    }

    @Test("a service that turns the client away and hangs up at once is understood, whatever the client is at")
    func rejectionAtOnce() async throws {
        let folder = try TemporaryDirectory()
        let socket = try ListeningSocket.open(.path(folder.path("s"), mode: 0o600))
        let reply = "{\"error\":\"org.varlink.service.PermissionDenied\"}\0"
        for _ in 0..<200 {
            async let turnedAway: Void = blocking {
                let peer = accept(socket.descriptor, nil, nil)
                _ = send(peer, reply, reply.utf8.count, Int32(MSG_NOSIGNAL))
                close(peer)
            }
            await #expect(throws: VarlinkError.permissionDenied) {
                try await VarlinkClient.connect(path: folder.path("s"))
                    .call("a.b.C", VarlinkEmpty(), returning: VarlinkEmpty.self)
            }
            try await turnedAway
        }
        close(socket.descriptor)
    }
}
