import Domain
import Store

/// Decides what a follow-up that has come due makes: renders its texts, looks for whom it is. Pure but for the renderer's cache.
public struct FollowUpMaker: Sendable {
    public let renderer: TemplateRenderer

    public init(renderer: TemplateRenderer) {
        self.renderer = renderer
    }

    /// - Throws: `TemplateError`; the follow-up becomes failed and the others go on.
    public func decide(_ followUp: DueFollowUp) throws -> FiringDecision {
        switch followUp.trigger.specification.action {
        case .task(let action): try task(action, followUp)
        case .message(let action):
            switch action.recipient {
            case .customer: try messageToCustomer(action, followUp)
            case .staff(let staff): try messages(action, to: staff, followUp)
            }
        case .move(let action): .move(action)
        }
    }

    private func task(_ action: TriggerAction.TaskAction, _ followUp: DueFollowUp) throws -> FiringDecision {
        if action.type == .call, followUp.contact.wishes.doNotCall { return .withhold(.suppressed, .doNotCall) }
        let calendar = followUp.calendar
        let today = calendar.zone.civilDate(at: followUp.now)
        let due = action.dueIn.map { calendar.dueDate(of: $0, enteredAt: followUp.now).on } ?? today
        let draft = TaskDraft(
            subject: try renderer.line(action.subject, followUp.fields),
            text: try renderer.render(action.text, followUp.fields), type: action.type, priority: action.priority,
            assignees: action.assignees, dueOn: due)
        return .task(draft, autoCancel: action.autoCancel)
    }

    private func messageToCustomer(
        _ action: TriggerAction.MessageAction, _ followUp: DueFollowUp
    ) throws -> FiringDecision {
        let template = try template(followUp)
        switch ContactRules.choose(action.channels, followUp.contact, purpose: template.purpose) {
        case .failure(let refusal): return .withhold(.suppressed, refusal.reason)
        case .success(let step):
            switch action.channels[step] {
            case .call:
                let draft = TaskDraft(
                    subject: try renderer.line(template.subject, followUp.fields),
                    text: try renderer.render(template.text, followUp.fields), type: .call,
                    assignees: action.assignees)
                return .call(draft, step: step)
            case .message(let channel):
                var draft = try draft(template, channel, .customer, action, followUp)
                draft.step = step
                draft.fallback = Array(action.channels[(step + 1)...])
                return .messages([draft])
            }
        }
    }

    /// The owner is looked up again when it is sent; others are who they are now.
    private func messages(
        _ action: TriggerAction.MessageAction, to staff: Staff, _ followUp: DueFollowUp
    ) throws -> FiringDecision {
        guard !followUp.staff.isEmpty else { return .withhold(.suppressed, .noOwner) }
        let template = try template(followUp)
        guard case .message(let channel)? = action.channels.first else { return .withhold(.suppressed, .noAddress) }
        let reachable = followUp.staff.filter { channel == .webhook || $0.specification.email != nil }
        guard !reachable.isEmpty else { return .withhold(.suppressed, .noAddress) }
        return .messages(
            try reachable.map { user in
                try draft(
                    template, channel, staff == .owner ? .owner : .user(user.id, code: user.code), action, followUp)
            })
    }

    private func draft(
        _ template: TemplateSpecification, _ channel: Channel, _ recipient: MessageRecipient,
        _ action: TriggerAction.MessageAction, _ followUp: DueFollowUp
    ) throws -> MessageDraft {
        let texts = try renderer.render(template, followUp.fields)
        return MessageDraft(
            channel: channel, recipient: recipient, purpose: template.purpose, subject: texts.subject,
            text: texts.text, html: channel == .email ? texts.html : nil, keepWhenLeft: action.keepWhenLeft)
    }

    private func template(_ followUp: DueFollowUp) throws -> TemplateSpecification {
        guard let template = followUp.template else { throw TemplateError.syntax("it is not there any more") }
        return template
    }
}
