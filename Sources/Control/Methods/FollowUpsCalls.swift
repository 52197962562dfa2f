import ControlAPI
import Domain
import Store

struct FollowUpsCalls: Sendable {
    typealias Methods = FollowUpsMethods

    let context: ControlContext

    func list(_ parameters: Methods.List.Parameters, _ actor: Actor) async throws -> Listing<Methods.List.Reply> {
        var filter = FollowUpFilter(customerNumber: parameters.number)
        if let state = parameters.state { filter.state = try ControlFailure.word("state", state, default: .planned) }
        let store = context.store
        let now = context.now()
        return try Listing(
            named: "followUps:\(parameters.state ?? ""):\(parameters.number ?? "")", from: parameters.cursor,
            limit: parameters.limit,
            key: { (record: FollowUpRecord) in PageCursor(key: .integer(record.fireAt.milliseconds), id: record.id) },
            fetch: { [filter] in try await store.followUps(filter, for: actor, after: $0, limit: $1) },
            reply: { Methods.List.Reply(followUp: Methods.FollowUp($0, now: now), cursor: $1) })
    }

    func skip(_ parameters: Methods.Skip.Parameters, _ actor: Actor) async throws -> Nothing {
        try await context.store.skipFollowUp(id: parameters.id, by: actor, now: context.now())
        return Nothing()
    }

    func fireNow(_ parameters: Methods.FireNow.Parameters, _ actor: Actor) async throws -> Methods.FireNow.Reply {
        let maker = context.engine.maker
        let summary = try await context.store.fireNow(id: parameters.id, now: context.now(), by: actor) {
            try maker.decide($0)
        }
        if summary.messages > 0 { context.engine.sender.nudge() }
        guard let decision = summary.decisions.first else {
            return Methods.FireNow.Reply(state: FollowUpState.planned.rawValue, reason: FollowUpReason.none.rawValue)
        }
        return Methods.FireNow.Reply(
            state: decision.state.rawValue, reason: decision.reason.rawValue, taskId: decision.taskID,
            messageId: decision.messageID)
    }

    func retry(_ parameters: Methods.Retry.Parameters, _ actor: Actor) async throws -> Nothing {
        try await context.store.retryFollowUp(id: parameters.id, by: actor, now: context.now())
        context.engine.scanner.nudge()
        return Nothing()
    }
}
