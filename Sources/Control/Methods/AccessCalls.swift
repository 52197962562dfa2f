import ControlAPI
import Domain
import Store

struct AccessCalls: Sendable {
    typealias Methods = AccessMethods

    let context: ControlContext

    func whoAmI(_: Nothing, _ caller: Caller) async throws -> Methods.WhoAmI.Reply {
        Methods.WhoAmI.Reply(user: caller.name, uid: Int64(caller.userID), role: caller.role.rawValue)
    }

    func listUsers(_: Nothing) async throws -> Listing<Methods.ListUsers.Reply> {
        Listing(whole: try await context.store.users()) { (user: User, cursor) in
            Methods.ListUsers.Reply(
                user: Methods.User(code: user.code, name: user.name, email: user.email, active: user.isActive),
                cursor: cursor)
        }
    }

    func addUser(_ parameters: Methods.AddUser.Parameters, _: Caller) async throws -> Nothing {
        try await context.store.addUser(code: parameters.code, name: parameters.name, email: parameters.email)
        return Nothing()
    }
}
