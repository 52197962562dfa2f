import ControlAPI
import TestKit
import Varlink

/// A daemon at a real socket, with the real interfaces and canned replies.
struct StubDaemon {
    typealias Body = VarlinkMethodHandler.Body

    let socket: String

    /// Runs a daemon whose methods, by their full names, do what is given; the others answer `InternalFailure`.
    static func running(
        _ methods: [String: Body], _ body: (StubDaemon) async throws -> Void
    ) async throws {
        let directory = try TemporaryDirectory()
        let service = try VarlinkService(
            vendor: "followupd", product: "stub", version: "0", url: "https://followupd.example",
            interfaces: try InterfaceTexts.all.map { try implementation(of: $0, methods) }, validatesReplies: true
        ) { VarlinkError(name: ControlError.internalFailure.rawValue, parameters: ["message": .string("\($0)")]) }
        let server = VarlinkServer(service: service) { _ in }
        let socket = directory.path("control")
        try await server.start(.path(socket, mode: 0o600))
        do {
            try await body(StubDaemon(socket: socket))
        } catch {
            await server.shutDown()
            throw error
        }
        await server.shutDown()
    }

    func run(
        _ arguments: String..., input: String? = nil, environment: [String: String] = [:]
    ) async throws -> CommandResult {
        try await Followupctl.run(arguments + ["--socket", socket], input: input, environment: environment)
    }

    /// A method with one reply.
    static func answer<Method: ControlMethod>(_: Method.Type, _ reply: Method.Reply) -> (String, Body) {
        (Method.name, { call in try await call.reply(reply) })
    }

    /// A method whose reply depends on the call.
    static func answer<Method: ControlMethod>(
        _: Method.Type, _ reply: @escaping @Sendable (Method.Parameters) throws -> Method.Reply
    ) -> (String, Body) {
        (Method.name, { call in try await call.reply(try reply(call.parameters(Method.Parameters.self))) })
    }

    static func refuse<Method: ControlMethod>(
        _: Method.Type, _ error: ControlError, _ parameters: JSONValue
    ) -> (String, Body) {
        (Method.name, { _ in throw VarlinkError(name: error.rawValue, parameters: parameters) })
    }

    /// A listing: the objects, then an empty reply.
    static func list<Method: ControlMethod>(
        _: Method.Type, _ replies: [Method.Reply]
    ) -> (String, Body) where Method.Reply: ListReply {
        (
            Method.name,
            { call in
                for reply in replies { try await call.replyMore(reply) }
                try await call.reply(Method.Reply())
            }
        )
    }

    private static func implementation(
        of text: String, _ methods: [String: Body]
    ) throws -> VarlinkInterfaceImplementation {
        let interface = try VarlinkInterface(parsing: text)
        let handlers = interface.methods.map { method -> (String, VarlinkMethodHandler) in
            let body = methods["\(interface.name).\(method.name)"] ?? { _ in throw NotCanned() }
            let isStream = method.documentation?.contains("[Requires 'more' flag]") ?? false
            return (method.name, isStream ? .streaming(body) : .single(body))
        }
        return VarlinkInterfaceImplementation(interface, methods: Dictionary(uniqueKeysWithValues: handlers))
    }
}

struct NotCanned: Error {}
