import ControlAPI
import Domain
import Engine
import Store
import Varlink

/// Makes handlers of functions: unpacks the call, asks who calls, packs the reply.
struct MethodTable: Sendable {
    struct Entry: Sendable {
        let interface: String
        let method: String
        let handler: VarlinkMethodHandler
    }

    /// Rows read at a time by a listing; no read outlives its page.
    static let page = 200

    let context: ControlContext

    /// A method that anybody may call.
    func open<M: ControlMethod>(
        _ method: M.Type, _ body: @escaping @Sendable (M.Parameters, Caller) async throws -> M.Reply
    ) -> Entry {
        entry(
            M.name,
            .single { call in
                try Self.refuseNUL(in: call)
                try await call.reply(try await body(try call.parameters(M.Parameters.self), caller(of: call)))
            })
    }

    /// A method for administrators.
    func single<M: ControlMethod>(
        _ method: M.Type, _ body: @escaping @Sendable (M.Parameters, Caller) async throws -> M.Reply
    ) -> Entry {
        entry(
            M.name,
            .single { call in
                let caller = try admit(call)
                try await call.reply(try await body(try call.parameters(M.Parameters.self), caller))
            })
    }

    /// A listing for administrators: pages until a short one, an object a reply, and an empty reply at the end.
    func list<M: ControlMethod>(
        _ method: M.Type, _ body: @escaping @Sendable (M.Parameters) async throws -> Listing<M.Reply>
    ) -> Entry where M.Reply: ListReply {
        entry(
            M.name,
            .streaming { call in
                _ = try admit(call)
                var listing = try await body(try call.parameters(M.Parameters.self))
                while let page = try await listing.nextPage() {
                    for reply in page { try await call.replyMore(reply) }
                }
                try await call.reply(M.Reply())
            })
    }

    /// A method for administrators that replies until the caller goes away.
    func stream<M: ControlMethod>(
        _ method: M.Type, _ body: @escaping @Sendable (@Sendable (M.Reply) async throws -> Void) async throws -> M.Reply
    ) -> Entry {
        entry(
            M.name,
            .streaming { call in
                _ = try admit(call)
                let last = try await body { try await call.replyMore($0) }
                try await call.reply(last)
            })
    }

    private func caller(of call: VarlinkCall) -> Caller {
        Caller(call.peer, serviceUserID: context.serviceUserID)
    }

    private func admit(_ call: VarlinkCall) throws -> Caller {
        try Self.refuseNUL(in: call)
        let caller = caller(of: call)
        guard caller.role == .administrator else {
            context.engine.events.record(
                Event(.accessDenied, level: .warning, ["uid": caller.userID, "method": call.method]))
            throw ControlFailure(
                .permissionDenied, "Only root and the service's own user may do that; run followupctl as root.")
        }
        return caller
    }

    /// SQLite binds a text up to its first NUL: `1001` and more would be taken for customer 1001. The rows of an import are looked at one
    /// by one, so that only the bad ones are refused.
    private static func refuseNUL(in call: VarlinkCall) throws {
        guard case .object(let members) = call.object else { return }
        for (name, value) in members where name != "csv" && value.holdsNUL {
            throw ControlFailure.invalidValue(name, "holds a control character")
        }
    }

    private func entry(_ name: String, _ handler: VarlinkMethodHandler) -> Entry {
        let dot = name.lastIndex(of: ".") ?? name.startIndex
        return Entry(interface: String(name[..<dot]), method: String(name[name.index(after: dot)...]), handler: handler)
    }
}

extension JSONValue {
    fileprivate var holdsNUL: Bool {
        switch self {
        case .null, .bool, .integer, .number: false
        case .string(let text): text.utf8.contains(0)
        case .array(let elements): elements.contains(where: \.holdsNUL)
        case .object(let members): members.contains { $0.key.utf8.contains(0) || $0.value.holdsNUL }
        }
    }
}
