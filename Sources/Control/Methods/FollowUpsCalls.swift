import ControlAPI
import Domain
import Engine
import Store

struct FollowUpsCalls: Sendable {
    typealias Methods = FollowUpsMethods

    let context: ControlContext

    func list(_ parameters: Methods.List.Parameters, _ actor: Actor) async throws -> Listing<Methods.List.Reply> {
        var filter = FollowUpFilter(customerNumber: parameters.number, trigger: parameters.trigger)
        if let state = parameters.state { filter.state = try ControlFailure.word("state", state, default: .planned) }
        let store = context.store
        let now = context.now()
        return try Listing(
            named: "followUps:\(parameters.state ?? ""):\(parameters.number ?? ""):\(parameters.trigger ?? "")",
            from: parameters.cursor,
            limit: parameters.limit,
            key: { (record: FollowUpRecord) in PageCursor(key: .integer(record.fireAt.milliseconds), id: record.id) },
            fetch: { [filter] in try await store.followUps(filter, for: actor, after: $0, limit: $1) },
            reply: { Methods.List.Reply(followUp: Methods.FollowUp($0, now: now), cursor: $1) })
    }

    func skip(_ parameters: Methods.Skip.Parameters, _ actor: Actor) async throws -> Nothing {
        try await context.store.skipFollowUp(id: parameters.id, by: actor, now: context.now())
        context.engine.scanner.nudge()
        return Nothing()
    }

    func fireNow(_ parameters: Methods.FireNow.Parameters, _ actor: Actor) async throws -> Methods.FireNow.Reply {
        let maker = context.engine.maker
        let summary = try await context.store.fireNow(
            id: parameters.id, now: context.now(), cap: context.engine.cap, by: actor
        ) { try maker.decide($0) }
        context.engine.scanner.nudge()
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

    func reschedule(_ parameters: Methods.Reschedule.Parameters, _ actor: Actor) async throws -> Nothing {
        try await context.store.rescheduleFollowUp(
            id: parameters.id, to: Timestamp(milliseconds: parameters.at), by: actor, now: context.now())
        context.engine.scanner.nudge()
        return Nothing()
    }

    func release(_ parameters: Methods.Release.Parameters, _ actor: Actor) async throws -> Methods.Release.Reply {
        var released = 0
        while true {
            let batch = try await context.store.releaseFollowUps(
                id: parameters.id, trigger: parameters.trigger, limit: Self.releasedAtOnce, by: actor,
                now: context.now())
            released += batch
            if batch < Self.releasedAtOnce { break }
        }
        if released > 0 {
            context.engine.scanner.forgetStorm()
            context.engine.events.record(
                Event(.followUpsReleased, ["released": released, "by": actor.name]))
            context.engine.scanner.nudge()
        }
        return Methods.Release.Reply(released: released)
    }

    /// So that others write in between.
    private static let releasedAtOnce = 2_000
}
