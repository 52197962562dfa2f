import ControlAPI
import TestKit
import Testing
import Varlink

extension VarlinkClient {
    func call<Method: ControlMethod>(
        _ method: Method.Type, _ parameters: Method.Parameters
    ) async throws -> Method.Reply {
        try await call(Method.name, parameters, returning: Method.Reply.self)
    }

    /// All replies of a listing but the empty one at its end.
    func list<Method: ControlMethod>(
        _ method: Method.Type, _ parameters: Method.Parameters
    ) async throws -> [Method.Reply] where Method.Reply: ListReply {
        var replies: [Method.Reply] = []
        for try await reply in try stream(Method.name, parameters, of: Method.Reply.self) where reply.cursor != nil {
            replies.append(reply)
        }
        return replies
    }
}

extension DaemonFixture {
    /// Calls over a connection of its own.
    @discardableResult
    func call<Method: ControlMethod>(
        _ method: Method.Type, _ parameters: Method.Parameters
    ) async throws -> Method.Reply {
        let client = try await client()
        let reply = try await client.call(method, parameters)
        await client.close()
        return reply
    }

    /// Runs the operator's program against it.
    func followupctl(_ words: [String]) async throws -> CommandResult {
        try await run([BuiltProducts.executable("followupctl")] + words, environment: ["FOLLOWUPD_SOCKET": socketPath])
    }

    func health() async throws -> ServiceMethods.Health {
        try await call(ServiceMethods.GetHealth.self, Nothing()).health
    }

    func apply(_ workflow: String) async throws {
        try await call(WorkflowMethods.Apply.self, .init(document: workflow))
    }

    /// The error that a call is answered with; nil if it is not refused.
    func refusal<Method: ControlMethod>(
        of method: Method.Type, _ parameters: Method.Parameters
    ) async throws -> VarlinkError? {
        do {
            _ = try await call(method, parameters)
            return nil
        } catch let error as VarlinkError {
            return error
        }
    }

    /// The database is whole by SQLite's word and by the daemon's, which looks at the full-text index too.
    func expectWhole() async throws {
        #expect(try await rows("PRAGMA integrity_check") == ["ok"])
        #expect(try await rows("PRAGMA foreign_key_check").isEmpty)
        #expect(try await call(ServiceMethods.CheckIntegrity.self, Nothing()).findings == [])
    }

    /// Waits until the daemon has no follow-up due and no message on its way.
    /// - Parameters:
    ///   - planned: How many follow-ups are then still to come.
    ///   - patience: How long to wait.
    /// - Returns: The health it then has.
    /// - Throws: `DeadlinePassed`, or what keeps it from answering.
    @discardableResult
    func waitUntilIdle(planned: Int, patience: Duration = .seconds(60)) async throws -> ServiceMethods.Health {
        try await poll(for: "the end of what is due at \(socketPath)", patience: patience) {
            let health = try await self.health()
            let isIdle =
                health.dueFollowUps == 0 && health.queuedMessages == 0 && health.sendingMessages == 0
                && health.plannedFollowUps == planned
            return isIdle ? health : nil
        }
    }
}

extension Container {
    /// Calls the daemon in the container, as root.
    @discardableResult
    func call<Method: ControlMethod>(
        _ method: Method.Type, _ parameters: Method.Parameters
    ) async throws -> Method.Reply {
        let client = try await VarlinkClient.connect(path: "/proc/\(initID)/root/run/followupd/control")
        let reply = try await client.call(method, parameters)
        await client.close()
        return reply
    }
}

extension VarlinkError {
    func isError(_ error: ControlError) -> Bool { name == error.rawValue }

    /// The sentence that comes with every error of the daemon's own.
    var message: String {
        guard case .string(let text)? = parameters["message"] else { return "" }
        return text
    }
}
