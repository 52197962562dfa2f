import ControlAPI
import Domain
import Engine
import Store

struct MessagesCalls: Sendable {
    typealias Methods = MessagesMethods

    let context: ControlContext

    func list(_ parameters: Methods.List.Parameters, _ actor: Actor) async throws -> Listing<Methods.List.Reply> {
        var filter = MessageFilter(customerNumber: parameters.number)
        if let channel = parameters.channel {
            filter.channel = try ControlFailure.word("channel", channel, default: .email)
        }
        if let state = parameters.state { filter.state = try ControlFailure.word("state", state, default: .queued) }
        let store = context.store
        return try Listing(
            named: "messages:\(filter)", from: parameters.cursor, limit: parameters.limit,
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

    /// By a report of the mail server's, or by what somebody read in one.
    func bounce(_ parameters: Methods.Bounce.Parameters, _ actor: Actor) async throws -> Methods.Bounce.Reply {
        let channel = try ControlFailure.word("channel", parameters.channel, default: Channel.email)
        var bounce = DeliveryReport(
            messageID: parameters.messageId, address: parameters.address, isPermanent: true,
            reason: parameters.reason ?? "reported by \(actor.name)")
        if let text = parameters.report {
            guard let report = DeliveryReport(mail: text) else {
                throw ControlFailure(
                    .invalidReport,
                    "That is no delivery report (RFC 3464): there is no part message/delivery-status with a recipient; give --address or --message-id instead."
                )
            }
            bounce = report
        }
        let summary = try await context.store.bounceMessage(
            messageID: bounce.messageID, address: bounce.address, channel: channel, isPermanent: bounce.isPermanent,
            reason: bounce.reason, isReported: parameters.report != nil, by: actor, now: context.now())
        context.engine.events.record(
            Event(
                .messageBounced,
                [
                    "message": summary.messageID, "customer": summary.customerNumber, "permanent": bounce.isPermanent,
                    "listed": summary.isListed,
                ]))
        context.engine.sender.nudge()
        return Methods.Bounce.Reply(
            permanent: bounce.isPermanent, listed: summary.isListed, id: summary.messageID,
            number: summary.customerNumber)
    }

    func forgetBounce(_ parameters: Methods.ForgetBounce.Parameters, _ actor: Actor) async throws -> Nothing {
        try await context.store.forgetBounce(
            try ControlFailure.word("channel", parameters.channel, default: .email), address: parameters.address,
            by: actor, now: context.now())
        return Nothing()
    }

    func forgetOptOut(_ parameters: Methods.ForgetOptOut.Parameters, _ actor: Actor) async throws -> Nothing {
        try await context.store.forgetOptOut(
            try ControlFailure.word("channel", parameters.channel, default: .email), address: parameters.address,
            by: actor, now: context.now())
        return Nothing()
    }

    func optOut(_ parameters: Methods.OptOut.Parameters, _ actor: Actor) async throws -> Methods.OptOut.Reply {
        let numbers = try await context.store.optOut(
            try ControlFailure.word("channel", parameters.channel, default: .email), address: parameters.address,
            by: actor, now: context.now())
        return Methods.OptOut.Reply(numbers: numbers)
    }
}

extension MessagesMethods.Message {
    init(_ record: MessageRecord) {
        self.init(
            id: record.id, messageId: record.messageID, number: record.customerNumber, name: record.customerName,
            channel: record.channel.rawValue, recipient: record.recipient, purpose: record.purpose.rawValue,
            address: record.address, subject: record.subject, text: record.text, html: record.html,
            state: record.state.rawValue, reason: record.reason, attempts: record.attempts, late: record.isLate,
            step: record.step, fallback: record.fallback, trigger: record.trigger,
            createdAt: record.createdAt.milliseconds, nextAttemptAt: record.nextAttemptAt?.milliseconds,
            decidedAt: record.decidedAt?.milliseconds)
    }
}
