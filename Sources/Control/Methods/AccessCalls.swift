import ControlAPI
import Domain
import Store
import Varlink

struct AccessCalls: Sendable {
    typealias Methods = AccessMethods

    let context: ControlContext

    func whoAmI(_: Nothing, _ actor: Actor) async throws -> Methods.WhoAmI.Reply {
        Methods.WhoAmI.Reply(
            user: actor.name, uid: Int64(actor.uid ?? 0), role: actor.role?.rawValue ?? "none",
            assumedBy: actor.assumedBy)
    }

    func assume(_ parameters: Methods.Assume.Parameters, _ call: VarlinkCall) async throws -> Nothing {
        try await CallerIdentity(context: context).assume(parameters.user, on: call)
        return Nothing()
    }

    func listUsers(_: Nothing, _: Actor) async throws -> Listing<Methods.ListUsers.Reply> {
        Listing(whole: try await context.store.users().map(Methods.User.init)) {
            Methods.ListUsers.Reply(user: $0, cursor: $1)
        }
    }

    func addUser(_ parameters: Methods.AddUser.Parameters, _ actor: Actor) async throws -> Nothing {
        let user = UserSpecification(
            code: parameters.code, name: parameters.name, email: parameters.email, account: parameters.account,
            role: try ControlFailure.word("role", parameters.role, default: .agent),
            mayAssume: parameters.mayAssume ?? false, wantsNotices: parameters.wantsNotices ?? false)
        try await context.store.addUser(user, by: actor, now: context.now())
        return Nothing()
    }

    func updateUser(_ parameters: Methods.UpdateUser.Parameters, _ actor: Actor) async throws -> Nothing {
        var edit = UserEdit()
        edit.name = parameters.name
        if let email = parameters.email { edit.email = .some(email.isEmpty ? nil : email) }
        if let account = parameters.account { edit.account = .some(account.isEmpty ? nil : account) }
        edit.role = try parameters.role.map { try ControlFailure.word("role", $0, default: .agent) }
        edit.mayAssume = parameters.mayAssume
        edit.wantsNotices = parameters.wantsNotices
        edit.isActive = parameters.active
        try await context.store.updateUser(code: parameters.code, edit, by: actor, now: context.now())
        return Nothing()
    }
}

extension AccessMethods.User {
    init(_ user: User) {
        let specification = user.specification
        self.init(
            code: specification.code, name: specification.name, email: specification.email,
            account: specification.account,
            role: specification.role.rawValue, mayAssume: specification.mayAssume,
            wantsNotices: specification.wantsNotices, active: user.isActive)
    }
}
