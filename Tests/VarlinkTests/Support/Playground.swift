import NIOPosix
import Synchronization
import TestKit
import Testing

@testable import Varlink

/// A running server with methods for every situation.
final class Playground: Sendable {
    static let text = """
        interface org.example.play

        type Color (red, green)

        method Echo(text: ?string, number: ?int, ratio: ?float, color: ?Color) -> (
          text: ?string, number: ?int, ratio: ?float, color: ?Color
        )

        # Notes its name and waits until the test opens the gate.
        method Wait(name: string) -> (name: string)

        # [Requires 'more' flag] Counts to a number.
        method Count(to: int) -> (value: int)

        # [Requires 'more' flag] Sends blocks without end.
        method Flood(bytes: int) -> (block: string)

        # [Requires 'more' flag] Sends one reply, and then nothing until it is cancelled.
        method Watch() -> (value: int)

        method Fail(how: (declared, unknown, nothing, twice, wrong, more, late)) -> (value: int)

        method Note(name: string) -> ()

        error Declared (reason: string)
        error Internal (reason: string)
        """

    enum Sign: Sendable, Equatable {
        case noted(String)
        case waiting(String)
        case waited(String)
        case sent(Int)
        case watching
        case cancelled(String)
        case ended(String)
    }

    let folder: TemporaryDirectory
    let path: String
    let server: VarlinkServer
    let events: Events<ServerEvent>
    let signs: Events<Sign>
    let gate: Signal

    /// Runs a server as long as the body runs.
    static func run(
        _ configure: (inout Limits) -> Void = { _ in }, validatesReplies: Bool = true, eventLoops: Int = 2,
        _ body: (Playground) async throws -> Void
    ) async throws {
        let group = MultiThreadedEventLoopGroup(numberOfThreads: eventLoops)
        // The server is gone, with what it holds of the event loops, before these are shut down.
        let result = try await serve(on: group, configure, validatesReplies: validatesReplies, body)
        try await group.shutdownGracefully()
        try result.get()
    }

    private static func serve(
        on group: MultiThreadedEventLoopGroup, _ configure: (inout Limits) -> Void, validatesReplies: Bool,
        _ body: (Playground) async throws -> Void
    ) async throws -> Result<Void, any Error> {
        let playground = try await Playground(configure, validatesReplies: validatesReplies, group: group)
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(playground))
        } catch {
            result = .failure(error)
        }
        playground.gate.raise()
        await playground.server.shutDown()
        // A handler that was cut off is not waited for, but it ends.
        while playground.server.connectionCount > 0 { await Task.yield() }
        return result
    }

    private init(
        _ configure: (inout Limits) -> Void, validatesReplies: Bool, group: MultiThreadedEventLoopGroup
    ) async throws {
        var limits = Limits()
        configure(&limits)
        let signs = Events<Sign>()
        let gate = Signal()
        let events = Events<ServerEvent>()
        let service = try VarlinkService(
            vendor: "Example", product: "Playground", version: "1", url: "https://example.org",
            interfaces: [try Self.implementation(signs, gate)], validatesReplies: validatesReplies
        ) { VarlinkError(name: "org.example.play.Internal", parameters: ["reason": .string("\($0)")]) }
        folder = try TemporaryDirectory()
        path = folder.path("socket")
        self.signs = signs
        self.gate = gate
        self.events = events
        server = VarlinkServer(service: service, limits: limits, eventLoopGroup: group) { events.append($0) }
        try await server.start(.path(path, mode: 0o666))
    }

    func connect() throws -> RawConnection { try RawConnection(path: path) }

    func client() async throws -> VarlinkClient { try await VarlinkClient.connect(path: path) }

    struct Name: Codable, Sendable { var name: String }
    struct Value: Codable, Sendable { var value: Int }
    struct Block: Codable, Sendable { var block: String }

    private struct CountParameters: Codable { var to: Int }
    private struct FloodParameters: Codable { var bytes: Int }
    private struct FailParameters: Codable { var how: String }

    private static func implementation(
        _ signs: Events<Sign>, _ gate: Signal
    ) throws -> VarlinkInterfaceImplementation {
        try VarlinkInterfaceImplementation(
            parsing: text,
            methods: [
                "Echo": .single { try await $0.reply($0.object) },
                "Wait": .single { call in
                    let name = try call.parameters(Name.self)
                    signs.append(.waiting(name.name))
                    await gate.wait()
                    signs.append(.waited(name.name))
                    try await call.reply(name)
                },
                "Count": .streaming { call in
                    let last = try call.parameters(CountParameters.self).to
                    do {
                        for value in 1..<max(1, last) {
                            try await call.replyMore(Value(value: value))
                            signs.append(.sent(value))
                        }
                    } catch {
                        signs.append(.ended("\(error)"))
                        throw error
                    }
                    try await call.reply(Value(value: last))
                },
                "Flood": .streaming { call in
                    let block = String(repeating: "x", count: try call.parameters(FloodParameters.self).bytes)
                    do {
                        while true {
                            try await call.replyMore(Block(block: block))
                            signs.append(.sent(block.utf8.count))
                        }
                    } catch {
                        signs.append(.ended("\(error)"))
                        throw error
                    }
                },
                "Watch": .streaming { call in
                    try await call.replyMore(Value(value: 0))
                    signs.append(.watching)
                    let forever = AsyncStream<Never>.makeStream()
                    for await _ in forever.stream {}
                    signs.append(.cancelled("Watch"))
                    try Task.checkCancellation()
                },
                "Fail": .single { try await fail($0) },
                "Note": .single { call in
                    signs.append(.noted(try call.parameters(Name.self).name))
                    try await call.reply(VarlinkEmpty())
                },
            ])
    }

    private struct Unexpected: Error {}

    private static func fail(_ call: VarlinkCall) async throws {
        switch try call.parameters(FailParameters.self).how {
        case "declared": throw VarlinkError(name: "org.example.play.Declared", parameters: ["reason": "asked for"])
        case "unknown": throw Unexpected()
        case "nothing": return
        case "twice":
            try await call.reply(Value(value: 1))
            try await call.reply(Value(value: 2))
        case "wrong": try await call.reply(Name(name: "not a value"))
        case "more":
            try await call.replyMore(Value(value: 1))
            try await call.reply(Value(value: 2))
        case "late":
            try await call.reply(Value(value: 1))
            throw Unexpected()
        default: throw VarlinkError(name: "org.example.play.Declared", parameters: ["reason": 7])
        }
    }
}
