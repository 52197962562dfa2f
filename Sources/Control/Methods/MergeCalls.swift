import ControlAPI
import Domain
import Engine
import Store

/// What ends customers: merging two into one, and erasing.
struct MergeCalls: Sendable {
    typealias Methods = CustomersMethods

    let context: ControlContext

    func merge(_ parameters: Methods.Merge.Parameters, _ actor: Actor) async throws -> Methods.Merge.Reply {
        let version = try await context.store.mergeCustomer(
            number: parameters.number, into: parameters.into, expectedVersion: parameters.expectedVersion, by: actor,
            now: context.now())
        context.engine.events.record(
            Event(.customerMerged, ["customer": parameters.number, "into": parameters.into, "by": actor.name]))
        return Methods.Merge.Reply(version: version)
    }

    func erase(_ parameters: Methods.Erase.Parameters, _ actor: Actor) async throws -> Methods.Erase.Reply {
        let anonymous = try await context.engine.eraser.erase(
            number: parameters.number, expectedVersion: parameters.expectedVersion, by: actor, now: context.now())
        context.engine.events.record(
            Event(.customerErased, ["customer": anonymous, "by": actor.name]))
        return Methods.Erase.Reply(anonymousNumber: anonymous)
    }
}
