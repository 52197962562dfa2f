import ControlAPI
import Domain
import Store

struct TriggersCalls: Sendable {
    typealias Methods = TriggersMethods

    let context: ControlContext

    func list(_ parameters: Methods.List.Parameters, _ actor: Actor) async throws -> Listing<Methods.List.Reply> {
        let all = try await context.store.triggers().filter { entry in
            guard let status = entry.status else { return parameters.status == nil }
            return (parameters.status == nil || status.code == parameters.status) && !status.isDeleted
                && actor.visibility.statusesSeen?.contains(status.id) ?? true
        }
        return Listing(whole: all.map { Methods.Trigger($0.trigger, status: $0.status) }) {
            Methods.List.Reply(trigger: $0, cursor: $1)
        }
    }

    func add(_ parameters: Methods.Add.Parameters, _ actor: Actor) async throws -> Nothing {
        let specification = try TriggerSpecification(
            code: parameters.code, name: parameters.name ?? parameters.code, wire: TriggerForm(parameters.rule))
        try specification.validateTexts(context.engine.maker.renderer.validate)
        try await context.store.addTrigger(
            specification, status: parameters.status,
            backfill: try ControlFailure.word("backfill", parameters.backfill, default: .future), by: actor,
            now: context.now())
        context.engine.scanner.nudge()
        return Nothing()
    }

    func update(_ parameters: Methods.Update.Parameters, _ actor: Actor) async throws -> Nothing {
        let renderer = context.engine.maker.renderer
        let form = parameters.rule.map(TriggerForm.init) ?? TriggerForm()
        try await context.store.updateTrigger(
            code: parameters.code, backfill: try ControlFailure.word("backfill", parameters.backfill, default: .future),
            by: actor, now: context.now()
        ) { old in
            let new = try TriggerSpecification(
                code: old.code, name: parameters.name ?? old.name, wire: old.form.merging(form))
            try new.validateTexts(renderer.validate)
            return new
        }
        context.engine.scanner.nudge()
        return Nothing()
    }

    func preview(_ parameters: Methods.Preview.Parameters, _: Actor) async throws -> Methods.Preview.Reply {
        var form = TriggerForm(parameters.rule)
        var status = parameters.status
        if let code = parameters.code {
            let known = try await context.store.triggers().first { $0.trigger.code == code }
            guard let known else {
                throw ControlFailure(
                    .triggerNotFound, "There is no trigger \(code); see `followupctl trigger list`.",
                    ["code": .string(code)])
            }
            form = known.trigger.specification.form.merging(form)
            status = known.status?.code
        }
        let specification = try TriggerSpecification(code: parameters.code ?? "new", name: "new", wire: form)
        let preview = try await context.store.previewTrigger(
            specification, status: status, replacing: parameters.code,
            backfill: try ControlFailure.word("backfill", parameters.backfill, default: .future), now: context.now())
        return Methods.Preview.Reply(
            subjects: preview.subjects, firesNow: preview.firesNow, firesLater: preview.firesLater, never: preview.never
        )
    }

    func enable(_ parameters: Methods.Enable.Parameters, _ actor: Actor) async throws -> Nothing {
        try await setEnabled(parameters.code, true, actor)
    }

    func disable(_ parameters: Methods.Disable.Parameters, _ actor: Actor) async throws -> Nothing {
        try await setEnabled(parameters.code, false, actor)
    }

    func retire(_ parameters: Methods.Retire.Parameters, _ actor: Actor) async throws -> Nothing {
        try await context.store.retireTrigger(code: parameters.code, by: actor, now: context.now())
        context.engine.scanner.nudge()
        return Nothing()
    }

    private func setEnabled(_ code: String, _ enabled: Bool, _ actor: Actor) async throws -> Nothing {
        try await context.store.setTrigger(code: code, enabled: enabled, by: actor, now: context.now())
        context.engine.scanner.nudge()
        return Nothing()
    }
}

extension TriggerSpecification {
    /// - Throws: `ControlFailure` naming the field.
    init(code: String, name: String, wire form: TriggerForm) throws {
        do throws(TriggerFormError) {
            try self.init(code: code, name: name, form)
        } catch {
            throw ControlFailure.invalidValue(error.field.rawValue, error.objection)
        }
    }

    /// A task's texts have merge fields like a template's, and are refused alike.
    func validateTexts(_ validate: (String) throws -> Void) throws {
        guard case .task(let action) = action else { return }
        try validate(action.subject)
        try validate(action.text)
    }
}

extension TriggerForm {
    init(_ rule: TriggersMethods.Rule) {
        self.init()
        self[.when] = rule.when
        self[.every] = rule.every
        self[.times] = rule.times.map(String.init)
        self[.condition] = rule.if
        self[.taskType] = rule.taskType
        self[.skipAfter] = rule.skipAfter
        self[.task] = rule.task
        self[.description] = rule.description
        self[.type] = rule.type
        self[.priority] = rule.priority.map(String.init)
        self[.dueIn] = rule.dueIn
        self[.autoCancel] = rule.autoCancel.map(String.init)
        self[.assignee] = rule.assignee?.joined(separator: ", ")
        self[.template] = rule.template
        self[.channels] = rule.channels?.joined(separator: ", ")
        self[.recipient] = rule.recipient
        self[.keepWhenLeft] = rule.keepWhenLeft.map(String.init)
        self[.moveTo] = rule.moveTo
        self[.reason] = rule.reason
    }
}

extension TriggersMethods.Rule {
    init(_ form: TriggerForm) {
        func list(_ field: TriggerForm.Field) -> [String]? {
            form[field]?.split(separator: ",").map { String($0.drop { $0 == " " }) }
        }
        self.init(
            when: form[.when], every: form[.every], times: form[.times].flatMap { Int($0) }, if: form[.condition],
            taskType: form[.taskType], skipAfter: form[.skipAfter], task: form[.task], description: form[.description],
            type: form[.type], priority: form[.priority].flatMap { Int($0) }, dueIn: form[.dueIn],
            autoCancel: form[.autoCancel].map { $0 == "true" }, assignee: list(.assignee), template: form[.template],
            channels: list(.channels), recipient: form[.recipient],
            keepWhenLeft: form[.keepWhenLeft].map { $0 == "true" }, moveTo: form[.moveTo], reason: form[.reason])
    }
}

extension TriggersMethods.Trigger {
    init(_ trigger: Trigger, status: Status?) {
        let specification = trigger.specification
        self.init(
            code: specification.code, name: specification.name, status: status?.code, position: trigger.position,
            rule: TriggersMethods.Rule(specification.form), enabled: trigger.isEnabled, retired: trigger.isRetired,
            revision: trigger.revision)
    }
}
