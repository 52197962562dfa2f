import Domain
import Store
import Varlink

/// Who calls: the kernel's word for the account, the catalogue's for its rights. The account is looked up once a connection; the rights anew
/// with every call, so that they end the moment they are taken away.
struct CallerIdentity: Sendable {
    /// What is kept with a connection.
    private struct Known: Sendable {
        let account: String?
        /// Code of the user whom a service account acts as.
        var assumed: String?
    }

    let context: ControlContext

    /// The caller; one whom nobody knows has no role.
    func actor(of call: VarlinkCall) async throws -> Actor {
        let uid = call.peer.userID
        // Every user that a name space does not map calls under this one: nobody whom rights could be given to.
        guard uid != PeerCredentials.overflowUserID else { return Self.nobody(uid) }
        let known = await self.known(call)
        let user = try await user(known, uid)
        guard context.administrators.contains(uid), known.assumed == nil else { return user ?? Self.nobody(uid) }
        // Who is a user too has his own name in history.
        return .administrator(user?.name ?? (uid == 0 ? "root" : "uid:\(uid)"), uid: uid)
    }

    /// Makes the connection act as a user from now on.
    /// - Throws: `ControlFailure` for callers who are no trusted service account, or act as somebody already; `StoreError` `userNotFound`.
    func assume(_ user: String, on call: VarlinkCall) async throws {
        var known = await known(call)
        let catalog = try await context.store.catalog()
        let caller = known.account.flatMap { account in
            catalog.users.values.first { $0.specification.account == account && $0.isActive }
        }
        guard known.assumed == nil, let caller, caller.specification.mayAssume else {
            throw ControlFailure(
                .permissionDenied,
                "Only a trusted service account may act as others, and as one on a connection; ask an administrator.")
        }
        _ = try catalog.actor(assumed: user, by: caller.code, uid: call.peer.userID)
        known.assumed = user
        call.session.keep(known)
    }

    private func user(_ known: Known, _ uid: UInt32) async throws -> Actor? {
        guard let account = known.account else { return nil }
        let catalog = try await context.store.catalog()
        guard let own = catalog.actor(account: account, uid: uid) else { return nil }
        guard let assumed = known.assumed else { return own }
        // The trust may have been taken away since, or the user's rights changed.
        let isTrusted = own.userID.flatMap { catalog.users[$0]?.specification.mayAssume } ?? false
        guard isTrusted, let actor = try? catalog.actor(assumed: assumed, by: own.name, uid: uid) else {
            return Self.nobody(uid)
        }
        return actor
    }

    private func known(_ call: VarlinkCall) async -> Known {
        if let known = call.session.value(Known.self) { return known }
        let known = Known(account: await context.accountName(call.peer.userID), assumed: nil)
        call.session.keep(known)
        return known
    }

    private static func nobody(_ uid: UInt32) -> Actor {
        Actor(
            name: "uid:\(uid)", uid: uid, role: nil,
            visibility: Visibility(branches: [], statusesSeen: [], statusesSet: []))
    }
}
