import ControlAPI
import Domain
import Store

/// Status reasons: part of `io.followupd.Statuses`.
struct ReasonsCalls: Sendable {
    typealias Methods = StatusesMethods

    let context: ControlContext

    private var store: Store { context.store }

    func list(_ parameters: Methods.ListReasons.Parameters, _ actor: Actor) async throws -> Listing<
        Methods.ListReasons.Reply
    > {
        let all = try await store.reasons(status: parameters.status, for: actor).filter {
            parameters.retired == true || !$0.reason.isRetired
        }
        let reasons = all.map { reason, used in
            Methods.Reason(
                code: reason.code, name: reason.name, position: reason.position, retired: reason.isRetired, used: used)
        }
        return Listing(whole: reasons) { Methods.ListReasons.Reply(reason: $0, cursor: $1) }
    }

    func add(_ parameters: Methods.AddReason.Parameters, _ actor: Actor) async throws -> Nothing {
        let reason = ReasonSpecification(code: parameters.code, name: parameters.name)
        try await store.addReason(reason, status: parameters.status, by: actor, now: context.now())
        return Nothing()
    }

    func update(_ parameters: Methods.UpdateReason.Parameters, _ actor: Actor) async throws -> Nothing {
        try await store.renameReason(
            parameters.code, to: parameters.name, status: parameters.status, by: actor, now: context.now())
        return Nothing()
    }

    func move(_ parameters: Methods.MoveReason.Parameters, _ actor: Actor) async throws -> Nothing {
        let place = try StatusesCalls.place(up: parameters.up, down: parameters.down, position: parameters.position)
        try await store.moveReason(parameters.code, to: place, status: parameters.status, by: actor, now: context.now())
        return Nothing()
    }

    func retire(_ parameters: Methods.RetireReason.Parameters, _ actor: Actor) async throws -> Nothing {
        try await store.setReason(
            parameters.code, retired: true, status: parameters.status, by: actor, now: context.now())
        return Nothing()
    }

    func restore(_ parameters: Methods.RestoreReason.Parameters, _ actor: Actor) async throws -> Nothing {
        try await store.setReason(
            parameters.code, retired: false, status: parameters.status, by: actor, now: context.now())
        return Nothing()
    }

    func delete(_ parameters: Methods.DeleteReason.Parameters, _ actor: Actor) async throws -> Nothing {
        try await store.deleteReason(parameters.code, status: parameters.status, by: actor, now: context.now())
        return Nothing()
    }
}
