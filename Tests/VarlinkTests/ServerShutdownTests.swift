import Glibc
import TestKit
import Testing

@testable import Varlink

@Suite("Shutting down", .serialized)
struct ServerShutdownTests {
    @Test("run returns after shutDown, the path is removed, and nobody is accepted any more")
    func runReturns() async throws {
        try await Playground.run { playground in
            async let running: Void = playground.server.run()
            let idle = try playground.connect()
            await playground.server.shutDown()
            try await running
            #expect(try await idle.receiveAll() == [])
            #expect(!fileExists(playground.path))
            #expect(throws: SystemError.self) { try playground.connect() }
            await #expect(throws: EndpointError.serverStopped) {
                try await playground.server.start(.path(playground.path, mode: 0o600))
            }
        }
    }

    @Test("cancelling run shuts down")
    func cancelRun() async throws {
        try await Playground.run { playground in
            let running = Task { try await playground.server.run() }
            running.cancel()
            try await running.value
            #expect(!fileExists(playground.path))
        }
    }

    @Test("a call in progress finishes and is answered, the one behind it is not begun")
    func callInProgress() async throws {
        // With one event loop, the news of the shutdown reaches all connections before the witness is closed. Nobody is waited for.
        try await Playground.run({ ($0.firstCallSeconds, $0.lastCallSeconds) = (0, 0) }, eventLoops: 1) { playground in
            let connection = try playground.connect()
            try await connection.send(
                #"{"method":"org.example.play.Wait","parameters":{"name":"x"}}"#,
                #"{"method":"org.example.play.Note","parameters":{"name":"y"}}"#)
            await playground.signs.wait(count: 1)
            let witness = try playground.connect()
            // Only one that is accepted is a witness.
            try await witness.send(#"{"method":"org.varlink.service.GetInfo"}"#)
            #expect(try await witness.receive() != nil)
            async let stopping: Void = playground.server.shutDown()
            // Idle connections are closed while that call goes on.
            #expect(try await witness.receiveAll() == [])
            playground.gate.raise()
            #expect(try await connection.receiveAll() == [#"{"parameters":{"name":"x"}}"#])
            await stopping
            #expect(playground.signs.all == [.waiting("x"), .waited("x")])
        }
    }

    @Test("a large last reply leaves whole")
    func largeReply() async throws {
        try await Playground.run { playground in
            let connection = try playground.connect()
            let text = String(repeating: "z", count: 3_000_000)
            try await connection.send(#"{"method":"org.example.play.Echo","parameters":{"text":"\#(text)"}}"#)
            // The first byte tells that the reply is on its way.
            _ = try await connection.drain(bytes: 1)
            async let stopping: Void = playground.server.shutDown()
            let rest = try await connection.drain()
            #expect(rest > 2_000_000)
            await stopping
        }
    }

    @Test("streams end with an error, also those that wait for their reader")
    func streams() async throws {
        try await Playground.run { playground in
            let watcher = try playground.connect()
            try await watcher.send(#"{"method":"org.example.play.Watch","more":true}"#)
            #expect(try await watcher.receive() == #"{"continues":true,"parameters":{"value":0}}"#)
            await playground.signs.wait { $0.contains(.watching) }
            await playground.server.shutDown()
            let rest = try await watcher.receiveAll()
            #expect(rest.count == 1)
            #expect(rest.first?.contains("org.example.play.Internal") == true)
        }
        let configure: (inout Limits) -> Void = {
            $0.writeBacklogBytes = 4096
            $0.graceSeconds = 0.3
        }
        try await Playground.run(configure) { playground in
            let flooded = try playground.connect()
            try await flooded.send(
                #"{"method":"org.example.play.Flood","parameters":{"bytes":100000},"more":true}"#)
            _ = try await flooded.drain(bytes: 1)
            await playground.server.shutDown()
            await playground.signs.wait { $0.contains { if case .ended = $0 { true } else { false } } }
            #expect(playground.signs.all.last == .ended("\(CancellationError())"))
            flooded.close()
        }
    }

    @Test("a call that outlasts the grace is cut off")
    func grace() async throws {
        try await Playground.run({ $0.graceSeconds = 0.1 }) { playground in
            let connection = try playground.connect()
            try await connection.send(#"{"method":"org.example.play.Wait","parameters":{"name":"x"}}"#)
            await playground.signs.wait(count: 1)
            await playground.server.shutDown()
            #expect(try await connection.receiveAll() == [])
            await playground.events.wait(count: 1)
            guard case .cutOff? = playground.events.all.last else {
                Issue.record("unexpected \(playground.events.all)")
                return
            }
            playground.gate.raise()
            await playground.signs.wait { $0.contains(.waited("x")) }
        }
    }

    @Test("a flood of connections does not disturb shutting down", arguments: 1...25)
    func flood(round: Int) async throws {
        try await Playground.run({ $0.connectionsPerUser = 64 }) { playground in
            let path = playground.path
            let answered = Events<Int>()
            let flooding = (0..<4).map { flooder in
                Task {
                    try await blocking {
                        var kept: [Int32] = []
                        defer { for descriptor in kept { close(descriptor) } }
                        guard let address = UnixSocketAddress(path: path) else { return }
                        while true {
                            let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
                            let code = address.withSocketAddress { connect(descriptor, $0, $1) }
                            guard code == 0 else {
                                close(descriptor)
                                return
                            }
                            let call = "{\"method\":\"org.example.play.Watch\",\"more\":true}\0"
                            _ = send(descriptor, call, call.utf8.count, Int32(MSG_NOSIGNAL))
                            answered.append(flooder)
                            kept.append(descriptor)
                            if kept.count > 40 { close(kept.removeFirst()) }
                        }
                    }
                }
            }
            await answered.wait(count: 100 + round * 4)
            await playground.server.shutDown()
            for flooder in flooding { try await flooder.value }
            #expect(playground.server.connectionCount == 0)
            #expect(!fileExists(path))
        }
    }
}
