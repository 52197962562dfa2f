import Control
import ControlAPI
import Delivery
import Domain
import Engine
import Glibc
import Logging
import TestKit
import Varlink

/// The control channel over a real socket, on a real store, with a clock of the test's own. Every reply is held against its description.
struct ControlHarness {
    let office: Office
    let clock: ManualClock
    let engine: Engine
    let client: VarlinkClient

    /// - Parameter account: the Unix account that the caller is taken for; nil: an administrator.
    static func run<Result>(
        office: Office, account: String? = nil, carriers: [Channel: any Carrier] = [:], validatesReplies: Bool = true,
        _ body: (ControlHarness) async throws -> Result
    ) async throws -> Result {
        let clock = ManualClock(Office.monday)
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let engine = try Engine(
            store: office.store, clock: clock, carriers: carriers,
            configuration: Engine.Configuration(
                send: OutboxSender.Configuration(sender: try MailAddress("office@example.org"))),
            events: EventLog(logger: logger))
        let context = ControlContext(
            engine: engine, version: "test", administrators: account == nil ? [geteuid()] : [],
            accountName: { _ in account },
            reload: { [] })
        let server = VarlinkServer(service: try ControlService.make(context, validatesReplies: validatesReplies)) { _ in
        }
        let path = "\(office.directory)/control\(UInt32.random(in: 0 ... .max))"
        try await server.start(.path(path, mode: 0o600))
        do {
            let client = try await VarlinkClient.connect(path: path)
            let result = try await body(ControlHarness(office: office, clock: clock, engine: engine, client: client))
            await client.close()
            await server.shutDown()
            return result
        } catch {
            await server.shutDown()
            throw error
        }
    }

    func call<M: ControlMethod>(_: M.Type, _ parameters: M.Parameters) async throws -> M.Reply {
        try await client.call(M.name, parameters)
    }

    /// Every object of a listing; the client takes the empty last reply for what it is, the end.
    func list<M: ControlMethod>(_: M.Type, _ parameters: M.Parameters) async throws -> [M.Reply]
    where M.Reply: ListReply {
        var replies: [M.Reply] = []
        for try await reply in try client.stream(M.name, parameters) as VarlinkReplyStream<M.Reply> {
            replies.append(reply)
        }
        return replies
    }

    /// The typed error of a call that must fail.
    func refusal<M: ControlMethod>(_: M.Type, _ parameters: M.Parameters) async throws -> VarlinkError {
        do {
            _ = try await call(M.self, parameters)
        } catch let error as VarlinkError {
            return error
        }
        throw TestFailure(description: "\(M.name) was not refused.")
    }

    /// What a listing that must fail answers with.
    func listAnswer<M: ControlMethod>(_ method: M.Type, _ parameters: M.Parameters) async throws -> String
    where M.Reply: ListReply {
        do {
            return "\(try await list(method, parameters))"
        } catch let error as VarlinkError {
            return "\(error.name)"
        }
    }
}
