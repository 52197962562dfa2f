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
        _ method: M.Type, _ body: @escaping @Sendable (M.Parameters, Actor) async throws -> M.Reply
    ) -> Entry {
        entry(
            M.name,
            .single { call in
                try Self.refuseNUL(in: call)
                let actor = try await CallerIdentity(context: context).actor(of: call)
                try await call.reply(try await body(try call.parameters(M.Parameters.self), actor))
            })
    }

    /// A method for callers of at least that role.
    func single<M: ControlMethod>(
        _ method: M.Type, _ role: Role, _ body: @escaping @Sendable (M.Parameters, Actor) async throws -> M.Reply
    ) -> Entry {
        entry(
            M.name,
            .single { call in
                let actor = try await admit(call, role)
                let reply = try await tellingDenials(of: call, to: actor) {
                    try await body(try call.parameters(M.Parameters.self), actor)
                }
                try await call.reply(reply)
            })
    }

    /// A method that changes what the connection is.
    func connection<M: ControlMethod>(
        _ method: M.Type, _ body: @escaping @Sendable (M.Parameters, VarlinkCall) async throws -> M.Reply
    ) -> Entry {
        entry(
            M.name,
            .single { call in
                try Self.refuseNUL(in: call)
                let actor = try await CallerIdentity(context: context).actor(of: call)
                let reply = try await tellingDenials(of: call, to: actor) {
                    try await body(try call.parameters(M.Parameters.self), call)
                }
                try await call.reply(reply)
            })
    }

    /// A listing: pages until a short one, an object a reply, and an empty reply at the end.
    func list<M: ControlMethod>(
        _ method: M.Type, _ role: Role,
        _ body: @escaping @Sendable (M.Parameters, Actor) async throws -> Listing<M.Reply>
    ) -> Entry where M.Reply: ListReply {
        entry(
            M.name,
            .streaming { call in
                let actor = try await admit(call, role)
                try await tellingDenials(of: call, to: actor) {
                    var listing = try await body(try call.parameters(M.Parameters.self), actor)
                    while let page = try await listing.nextPage() {
                        for reply in page { try await call.replyMore(reply) }
                    }
                }
                try await call.reply(M.Reply())
            })
    }

    /// A method that replies as long as it likes.
    func stream<M: ControlMethod>(
        _ method: M.Type, _ role: Role,
        _ body: @escaping @Sendable (Actor, @Sendable (M.Reply) async throws -> Void) async throws -> M.Reply
    ) -> Entry {
        entry(
            M.name,
            .streaming { call in
                let actor = try await admit(call, role)
                let last = try await body(actor) { try await call.replyMore($0) }
                try await call.reply(last)
            })
    }

    private func admit(_ call: VarlinkCall, _ role: Role) async throws -> Actor {
        try Self.refuseNUL(in: call)
        let actor = try await CallerIdentity(context: context).actor(of: call)
        if let own = actor.role, own >= role { return actor }
        tellDenial(of: call, to: actor)
        guard actor.role != nil else {
            throw ControlFailure(
                .permissionDenied,
                "The daemon knows no user for this account; run followupctl as root, or have an administrator add you with `followupctl user add`."
            )
        }
        throw ControlFailure(
            .permissionDenied,
            "That takes the role \(role.rawValue); ask an administrator to do it, or to give you the role.")
    }

    /// What a security group forbids is logged like what a role does.
    private func tellingDenials<Result>(
        of call: VarlinkCall, to actor: Actor, _ body: () async throws -> Result
    ) async throws -> Result {
        do {
            return try await body()
        } catch {
            let isDenied =
                switch error {
                case let error as StoreError: error.isDenial
                case let error as ControlFailure: error.error == .permissionDenied
                default: false
                }
            if isDenied { tellDenial(of: call, to: actor) }
            throw error
        }
    }

    private func tellDenial(of call: VarlinkCall, to actor: Actor) {
        guard let more = context.denials.admit("\(call.peer.userID) \(actor.name)", at: context.now()) else { return }
        context.engine.events.record(
            Event(
                .accessDenied,
                [
                    "user": actor.name, "assumedBy": actor.assumedBy, "uid": call.peer.userID, "method": call.method,
                    "more": more > 0 ? more : nil,
                ]))
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
