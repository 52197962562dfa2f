import ControlAPI
import Domain
import Store

struct TriggersCalls: Sendable {
    typealias Methods = TriggersMethods

    let context: ControlContext

    func list(_ parameters: Methods.List.Parameters, _ actor: Actor) async throws -> Listing<Methods.List.Reply> {
        let all = try await context.store.triggers().filter { entry in
            (parameters.status == nil || entry.status.code == parameters.status) && !entry.status.isDeleted
                && actor.visibility.statusesSeen?.contains(entry.status.id) ?? true
        }
        return Listing(whole: all.map { Methods.Trigger($0.trigger, status: $0.status) }) {
            Methods.List.Reply(trigger: $0, cursor: $1)
        }
    }

    func add(_ parameters: Methods.Add.Parameters, _ actor: Actor) async throws -> Nothing {
        let specification = try TriggerSpecification(parameters)
        try Self.validateTexts(of: specification, context.engine.maker.renderer.validate)
        try await context.store.addTrigger(
            specification, status: parameters.status,
            backfill: try ControlFailure.word("backfill", parameters.backfill, default: .future), by: actor,
            now: context.now())
        context.engine.scanner.nudge()
        return Nothing()
    }

    func enable(_ parameters: Methods.Enable.Parameters, _ actor: Actor) async throws -> Nothing {
        try await setEnabled(parameters.code, true, actor)
    }

    func disable(_ parameters: Methods.Disable.Parameters, _ actor: Actor) async throws -> Nothing {
        try await setEnabled(parameters.code, false, actor)
    }

    /// A task's texts have merge fields like a template's, and are refused alike.
    static func validateTexts(
        of specification: TriggerSpecification, _ validate: (String) throws -> Void
    ) throws {
        guard case .task(let action) = specification.action else { return }
        try validate(action.subject)
        try validate(action.text)
    }

    private func setEnabled(_ code: String, _ enabled: Bool, _ actor: Actor) async throws -> Nothing {
        try await context.store.setTrigger(code: code, enabled: enabled, by: actor, now: context.now())
        context.engine.scanner.nudge()
        return Nothing()
    }
}

extension TriggerSpecification {
    init(_ parameters: TriggersMethods.Add.Parameters) throws {
        let when = try ControlFailure.read(
            "when", parameters.when, TriggerTiming.self, like: "`2 business days before due at 10:00`")
        guard let when else { throw ControlFailure.invalidValue("when", "is missing") }
        let action: TriggerAction
        switch (parameters.task, parameters.email) {
        case (let subject?, nil):
            action = .task(
                TriggerAction.TaskAction(
                    subject: subject, text: parameters.description ?? "", priority: parameters.priority ?? 5,
                    autoCancel: parameters.autoCancel ?? true))
        case (nil, let template?):
            action = .email(
                TriggerAction.EmailAction(
                    template: template,
                    recipient: try ControlFailure.word("recipient", parameters.recipient, default: .customer),
                    keepWhenLeft: parameters.keepWhenLeft ?? false))
        default: throw ControlFailure.invalidValue("task", "must be given, or email, but not both")
        }
        self.init(
            code: parameters.code, name: parameters.name ?? parameters.code, timing: when, action: action,
            skipAfter: try ControlFailure.read("skipAfter", parameters.skipAfter, TimeSpan.self, like: "2 weeks"))
    }
}

extension TriggersMethods.Trigger {
    init(_ trigger: Trigger, status: Status) {
        let specification = trigger.specification
        self.init(
            code: specification.code, name: specification.name, status: status.code, position: trigger.position,
            when: specification.timing.description, skipAfter: specification.skipAfter?.description,
            enabled: trigger.isEnabled, retired: trigger.isRetired, revision: trigger.revision)
        switch specification.action {
        case .task(let action):
            (task, description, priority, autoCancel) = (
                action.subject, action.text, action.priority, action.autoCancel
            )
        case .email(let action):
            (email, recipient, keepWhenLeft) = (action.template, action.recipient.rawValue, action.keepWhenLeft)
        }
    }
}
