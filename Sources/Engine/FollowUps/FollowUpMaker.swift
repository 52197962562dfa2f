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
        case .task(let action):
            let draft = TaskDraft(
                subject: try line(action.subject, followUp.fields),
                text: try renderer.render(action.text, followUp.fields),
                priority: action.priority)
            return .task(draft, autoCancel: action.autoCancel)
        case .email(let action): return try message(action, followUp)
        }
    }

    private func message(_ action: TriggerAction.EmailAction, _ followUp: DueFollowUp) throws -> FiringDecision {
        switch action.recipient {
        case .customer where followUp.customerEmail == nil: return .withhold(.suppressed, .noAddress)
        case .owner where !followUp.hasOwner: return .withhold(.suppressed, .noOwner)
        case .owner where followUp.ownerEmail == nil: return .withhold(.suppressed, .noAddress)
        case .customer, .owner: break
        }
        guard let template = followUp.template else { throw TemplateError.syntax("it is not there any more") }
        return .message(
            MessageDraft(
                channel: .email, recipient: action.recipient, subject: try line(template.subject, followUp.fields),
                text: try renderer.render(template.text, followUp.fields), keepWhenLeft: action.keepWhenLeft))
    }

    /// A subject is one line, whatever the fields in it hold.
    private func line(_ text: String, _ fields: MergeFields) throws -> String {
        String(try renderer.render(text, fields).map { $0.isNewline || $0 == "\t" ? " " : $0 }.prefix(500))
    }
}
