import ControlAPI
import Domain
import Store

struct MessagesCalls: Sendable {
    typealias Methods = MessagesMethods

    let context: ControlContext

    func list(_ parameters: Methods.List.Parameters, _ actor: Actor) async throws -> Listing<Methods.List.Reply> {
        var filter = MessageFilter(customerNumber: parameters.number)
        if let state = parameters.state { filter.state = try ControlFailure.word("state", state, default: .queued) }
        let store = context.store
        return try Listing(
            named: "messages:\(parameters.state ?? ""):\(parameters.number ?? "")", from: parameters.cursor,
            limit: parameters.limit,
            key: { (record: MessageRecord) in PageCursor(key: .integer(record.id), id: record.id) },
            fetch: { [filter] in try await store.messages(filter, for: actor, after: $0, limit: $1) },
            reply: { Methods.List.Reply(message: Methods.Message($0), cursor: $1) })
    }

    func get(_ parameters: Methods.Get.Parameters, _ actor: Actor) async throws -> Methods.Get.Reply {
        Methods.Get.Reply(message: Methods.Message(try await context.store.message(id: parameters.id, for: actor)))
    }

    func retry(_ parameters: Methods.Retry.Parameters, _ actor: Actor) async throws -> Nothing {
        try await context.store.retryMessage(id: parameters.id, by: actor, now: context.now())
        context.engine.sender.nudge()
        return Nothing()
    }

    func cancel(_ parameters: Methods.Cancel.Parameters, _ actor: Actor) async throws -> Nothing {
        try await context.store.cancelMessage(id: parameters.id, by: actor, now: context.now())
        return Nothing()
    }
}

extension MessagesMethods.Message {
    init(_ record: MessageRecord) {
        self.init(
            id: record.id, messageId: record.messageID, number: record.customerNumber, name: record.customerName,
            channel: record.channel.rawValue, recipient: record.recipient.rawValue, address: record.address,
            subject: record.subject, text: record.text, state: record.state.rawValue, reason: record.reason,
            attempts: record.attempts, late: record.isLate, trigger: record.trigger,
            createdAt: record.createdAt.milliseconds, nextAttemptAt: record.nextAttemptAt?.milliseconds,
            decidedAt: record.decidedAt?.milliseconds)
    }
}
