import Glibc
import Synchronization
import TestKit
import Testing

@testable import Varlink

@Suite("Under load", .serialized)
struct LoadTests {
    /// FOLLOWUPD_LONG_TESTS=1 takes a hundred.
    private static let rounds = Effort.isLong ? 100 : 2
    private static let connections = 1_000
    private static let callsAhead = 8

    private struct Number: Codable, Sendable { var number: Int }

    private static let unlimited: @Sendable (inout Limits) -> Void = {
        $0.connections = 4_096
        $0.connectionsPerUser = 4_096
    }

    /// Both ends of a thousand connections are in this process.
    init() {
        var limit = rlimit()
        getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
        limit.rlim_cur = min(limit.rlim_max, 16_384)
        setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }

    @Test("a thousand connections that send ahead each get their own answers")
    func thousandConnections() async throws {
        try await Playground.run(Self.unlimited) { playground in
            let clients = try await clients(playground)
            for round in 0..<Self.rounds {
                let outcome = await calls(of: clients, from: round * 1_000_000)
                #expect(outcome.right == Self.connections * Self.callsAhead)
                #expect(outcome.wrong == 0 && outcome.cutOff == 0)
            }
            for client in clients { await client.close() }
        }
    }

    @Test("a shutdown in the middle of a thousand connections' calls ends each by its answer or a closed connection")
    func shutdownInTheMiddle() async throws {
        var answered = 0
        for round in 0..<Self.rounds {
            try await Playground.run({
                Self.unlimited(&$0)
                ($0.firstCallSeconds, $0.lastCallSeconds, $0.graceSeconds) = (0.2, 0.1, 5)
            }) { playground in
                let clients = try await clients(playground)
                async let outcome = calls(of: clients, from: round)
                await playground.server.shutDown()
                let ended = await outcome
                #expect(ended.right + ended.cutOff == Self.connections * Self.callsAhead)
                #expect(ended.wrong == 0)
                answered += ended.right
            }
        }
        // In the middle, not before or after all of them.
        #expect(answered > 0 && answered < Self.rounds * Self.connections * Self.callsAhead)
    }

    @Test("subscribers that stop reading are held for little, and nobody else notices")
    func stalledSubscribers() async throws {
        let stalled = 200
        let backlog = 64 << 10
        let block = 10_000
        try await Playground.run({
            Self.unlimited(&$0)
            $0.writeBacklogBytes = backlog
        }) { playground in
            let before = residentBytes()
            var subscribers: [RawConnection] = []
            for _ in 0..<stalled {
                let subscriber = try playground.connect()
                try await subscriber.send(
                    #"{"method":"org.example.play.Flood","parameters":{"bytes":\#(block)},"more":true}"#)
                subscribers.append(subscriber)
            }
            @Sendable func sent(_ signs: [Playground.Sign]) -> Int {
                signs.reduce(0) { if case .sent(let bytes) = $1 { $0 + bytes } else { $0 } }
            }
            // Until most of them are stuck indeed.
            await playground.signs.wait { sent($0) >= stalled * backlog / 2 }
            let client = try await playground.client()
            for number in 0..<1_000 {
                let reply = try await client.call(
                    "org.example.play.Echo", Number(number: number), returning: Number.self)
                #expect(reply.number == number)
            }
            // Each: the backlog, a block, and what the kernel takes for a Unix socket.
            #expect(sent(playground.signs.all) < stalled * (backlog + 2 * block + (512 << 10)))
            #expect(residentBytes() - before < stalled * 4 * backlog + (64 << 20))
            for subscriber in subscribers { subscriber.close() }
            await client.close()
        }
    }

    @Test("clients that write a byte at a time are served, and nobody waits for them")
    func slowWriters() async throws {
        try await Playground.run(Self.unlimited) { playground in
            let writers = try (0..<100).map { _ in try playground.connect() }
            let call = Array(#"{"method":"org.example.play.Echo"}"#.utf8) + [0]
            let client = try await playground.client()
            for (place, byte) in call.enumerated() {
                for writer in writers { try await writer.send([byte]) }
                let reply = try await client.call(
                    "org.example.play.Echo", Number(number: place), returning: Number.self)
                #expect(reply.number == place)
            }
            for writer in writers { #expect(try await writer.receive() == #"{"parameters":{}}"#) }
            for writer in writers { writer.close() }
            await client.close()
        }
    }

    @Test("calls as long as may be, from many at once, are answered; one byte more closes the connection")
    func longestFrames() async throws {
        let limit = 1 << 20
        try await Playground.run({ $0.frameBytes = limit }) { playground in
            let start = #"{"method":"org.example.play.Echo","parameters":{"text":""#
            let end = #""}}"#
            func call(_ bytes: Int) -> String {
                start + String(repeating: "y", count: bytes - start.utf8.count - end.utf8.count) + end
            }
            let longest = call(limit)
            try await withThrowingTaskGroup(of: Int?.self) { group in
                for _ in 0..<16 {
                    group.addTask {
                        let connection = try playground.connect()
                        try await connection.send(longest)
                        return try await connection.receive()?.utf8.count
                    }
                }
                for try await count in group {
                    #expect(count == longest.utf8.count - #""method":"org.example.play.Echo","#.utf8.count)
                }
            }
            let tooLong = try playground.connect()
            _ = try? await tooLong.send(call(limit + 1))
            #expect(try await tooLong.receiveAll() == [])
        }
    }

    @Test("of a flood of connections by one user as many are served as he may have, and again after it")
    func flood() async throws {
        let limit = 50
        try await Playground.run({ $0.connectionsPerUser = limit }) { playground in
            for _ in 0..<Self.rounds {
                let flood = try (0..<500).map { _ in try playground.connect() }
                var served = 0
                for connection in flood {
                    _ = try? await connection.send(#"{"method":"org.example.play.Echo"}"#)
                    if try await connection.receive() != nil { served += 1 }
                }
                #expect(served == limit)
                for connection in flood { connection.close() }
                // Their places come back when the server has noticed.
                while playground.server.connectionCount > 0 { await Task.yield() }
            }
        }
    }

    // MARK: Many clients

    private struct Outcome {
        var right = 0
        var wrong = 0
        var cutOff = 0
    }

    private func clients(_ playground: Playground) async throws -> [VarlinkClient] {
        var clients: [VarlinkClient] = []
        for _ in 0..<Self.connections { clients.append(try await playground.client()) }
        return clients
    }

    private func calls(of clients: [VarlinkClient], from first: Int) async -> Outcome {
        await withTaskGroup(of: Bool?.self) { group in
            for (place, client) in clients.enumerated() {
                for ahead in 0..<Self.callsAhead {
                    let number = first + place * Self.callsAhead + ahead
                    group.addTask {
                        do {
                            let reply = try await client.call(
                                "org.example.play.Echo", Number(number: number), returning: Number.self)
                            return reply.number == number
                        } catch is VarlinkClientError {
                            return nil
                        } catch {
                            return false
                        }
                    }
                }
            }
            return await group.reduce(into: Outcome()) { outcome, isRight in
                switch isRight {
                case true?: outcome.right += 1
                case false?: outcome.wrong += 1
                case nil: outcome.cutOff += 1
                }
            }
        }
    }
}

/// Of this process.
private func residentBytes() -> Int {
    var text = [UInt8](repeating: 0, count: 256)
    let file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
    defer { close(file) }
    let count = read(file, &text, text.count)
    let pages = String(decoding: text.prefix(max(0, count)), as: UTF8.self).split(separator: " ").dropFirst().first
    return (pages.flatMap { Int($0) } ?? 0) * sysconf(Int32(_SC_PAGESIZE))
}
