import ControlAPI
import Domain
import Engine
import Store

/// What moves customers through the lifecycle.
struct StatusChangeCalls: Sendable {
    typealias Methods = CustomersMethods

    let context: ControlContext

    func setStatus(_ parameters: Methods.SetStatus.Parameters, _ actor: Actor) async throws -> Methods.SetStatus.Reply {
        var change = StatusChange(status: parameters.status, reason: parameters.reason, note: parameters.note ?? "")
        change.dueOn = try Self.date("dueOn", parameters.dueOn)
        change.entered = try Self.date("onDate", parameters.onDate).map { .on($0) }
        change.backfill = try ControlFailure.word("backfill", parameters.backfill, default: .staff)
        change.restart = parameters.restart ?? false
        change.task = try parameters.task.map(TaskDraft.init)
        change.message = try await message(parameters.message)
        let summary = try await context.store.changeStatus(
            number: parameters.number, change, expectedVersion: parameters.expectedVersion, by: actor,
            now: context.now())
        return Methods.SetStatus.Reply(change: changed(summary, actor))
    }

    func advance(_ parameters: Methods.Advance.Parameters, _ actor: Actor) async throws -> Methods.Advance.Reply {
        var change = StatusChange(status: "", reason: parameters.reason, note: parameters.note ?? "")
        change.task = try parameters.task.map(TaskDraft.init)
        change.message = try await message(parameters.message)
        let summary = try await context.store.advance(
            number: parameters.number, change, expectedVersion: parameters.expectedVersion, by: actor,
            now: context.now())
        return Methods.Advance.Reply(change: changed(summary, actor))
    }

    func undo(_ parameters: Methods.Undo.Parameters, _ actor: Actor) async throws -> Methods.Undo.Reply {
        let undone = try await context.store.undoStatusChange(
            number: parameters.number, expectedVersion: parameters.expectedVersion, by: actor, now: context.now())
        context.engine.scanner.nudge()
        context.engine.sender.nudge()
        context.engine.events.record(
            Event(
                .statusChanged,
                ["customer": parameters.number, "from": undone.from, "to": undone.to, "by": actor.name, "undo": true]))
        return Methods.Undo.Reply(from: undone.from, to: undone.to, version: undone.version)
    }

    func setDueDate(
        _ parameters: Methods.SetDueDate.Parameters, _ actor: Actor
    ) async throws -> Methods.SetDueDate.Reply {
        let due = try await context.store.setDueDate(
            number: parameters.number, on: try Self.date("dueOn", parameters.dueOn),
            expectedVersion: parameters.expectedVersion, by: actor, now: context.now())
        context.engine.scanner.nudge()
        return Methods.SetDueDate.Reply(dueOn: due?.on.description, overdueAt: due?.overdueAt.milliseconds)
    }

    func pause(_ parameters: Methods.Pause.Parameters, _ actor: Actor) async throws -> Nothing {
        try await context.store.pauseCustomer(
            number: parameters.number, until: try Self.date("until", parameters.until),
            expectedVersion: parameters.expectedVersion, by: actor, now: context.now())
        context.engine.scanner.nudge()
        return Nothing()
    }

    /// How a change of many is done.
    enum Mode: String, CaseIterable {
        /// Nothing is changed.
        case preview
        /// Who cannot be changed stays.
        case each
        /// All or none.
        case atomic
    }

    /// Customers changed in one transaction where each stands for itself.
    private static let batch = 50

    func setStatusWhere(
        _ parameters: Methods.SetStatusWhere.Parameters, _ actor: Actor
    ) async throws -> Listing<Methods.SetStatusWhere.Reply> {
        guard parameters.search != nil || parameters.rules != nil else {
            throw ControlFailure.invalidValue(
                "search", "is missing; name the customers, or all of them with an empty search")
        }
        let search = try SearchInput.expression(parameters.search, parameters.rules)
        var change = StatusChange(status: parameters.status, reason: parameters.reason, note: parameters.note ?? "")
        change.dueOn = try Self.date("dueOn", parameters.dueOn)
        change.entered = try Self.date("onDate", parameters.onDate).map { .on($0) }
        change.backfill = try ControlFailure.word("backfill", parameters.backfill, default: .staff)
        change.restart = parameters.restart ?? false
        change.task = try parameters.task.map(TaskDraft.init)
        change.message = try await message(parameters.message)
        let mode = try ControlFailure.word("mode", parameters.mode, default: Mode.preview)
        let store = context.store
        let now = context.now()
        let asked = change
        if mode == .atomic {
            let outcomes = try await store.changeAllStatuses(search, change, by: actor, now: now)
            tell(outcomes, of: outcomes.allSatisfy(\.objections.isEmpty) ? parameters.status : nil, actor)
            return Listing(whole: outcomes) { outcome, _ in Self.reply(outcome) }
        }
        return try Listing(
            named: "set-status", from: nil, limit: parameters.limit,
            key: { (outcome: StatusChangeOutcome) in
                PageCursor(key: .integer(outcome.customerID), id: outcome.customerID)
            },
            fetch: { cursor, count in
                guard mode == .each else {
                    return try await store.previewStatusChange(
                        search, asked, after: cursor?.id ?? 0, limit: count, by: actor, now: now)
                }
                return try await self.changeSome(search, asked, after: cursor?.id ?? 0, count: count, actor, now)
            }, reply: { outcome, _ in Self.reply(outcome) })
    }

    /// A page in transactions of few customers, so that others write in between.
    private func changeSome(
        _ search: SearchExpression, _ change: StatusChange, after last: Int64, count: Int, _ actor: Actor,
        _ now: Timestamp
    ) async throws -> [StatusChangeOutcome] {
        var outcomes: [StatusChangeOutcome] = []
        while outcomes.count < count {
            let limit = min(Self.batch, count - outcomes.count)
            let page = try await context.store.changeStatuses(
                search, change, after: outcomes.last?.customerID ?? last, limit: limit, by: actor, now: now)
            outcomes += page
            if page.count < limit { break }
        }
        tell(outcomes, of: change.status, actor)
        return outcomes
    }

    private func tell(_ outcomes: [StatusChangeOutcome], of status: String?, _ actor: Actor) {
        guard let status else { return }
        context.engine.scanner.nudge()
        for outcome in outcomes.filter(\.objections.isEmpty).prefix(100) {
            context.engine.events.record(
                Event(
                    .statusChanged, ["customer": outcome.number, "from": outcome.from, "to": status, "by": actor.name]))
        }
    }

    private static func reply(_ outcome: StatusChangeOutcome) -> Methods.SetStatusWhere.Reply {
        Methods.SetStatusWhere.Reply(
            outcome: Methods.Outcome(
                number: outcome.number, name: outcome.name, from: outcome.from, refused: outcome.objections),
            cursor: outcome.number)
    }

    static func date(_ field: String, _ text: String?) throws -> CivilDate? {
        try ControlFailure.read(field, text, CivilDate.self, like: "2026-12-31")
    }

    /// Makes the message once it is known what is true after the change; what cannot be rendered is refused before.
    private func message(_ message: Methods.NewMessage?) async throws -> (
        @Sendable (MergeFields) throws -> MessageDraft
    )? {
        guard let message else { return nil }
        let renderer = context.engine.maker.renderer
        let template: TemplateSpecification
        switch (message.template, message.subject, message.text) {
        case (let code?, nil, nil): template = try await context.store.template(code: code)
        case (nil, let subject?, let text?):
            template = TemplateSpecification(code: "given", name: "given", subject: subject, text: text)
        default: throw ControlFailure.invalidValue("message", "needs a template, or subject and text")
        }
        if let objection = FieldRule.shortText.objection(to: template.subject)
            ?? FieldRule.body.objection(to: template.text)
        {
            throw ControlFailure.invalidValue("message", objection)
        }
        try renderer.validate(template)
        return { fields in
            let texts = try renderer.render(template, fields)
            return MessageDraft(
                channel: .email, recipient: .customer, purpose: template.purpose, subject: texts.subject,
                text: texts.text, html: texts.html, keepWhenLeft: false)
        }
    }

    private func changed(_ summary: StatusChangeSummary, _ actor: Actor) -> Methods.Change {
        context.engine.scanner.nudge()
        if summary.messageID != nil { context.engine.sender.nudge() }
        let planned = summary.planned.firesNow + summary.planned.firesLater
        context.engine.events.record(
            Event(
                .statusChanged,
                [
                    "customer": summary.number, "from": summary.from, "to": summary.to, "by": actor.name,
                    "cancelled": summary.cancelled.followUps, "planned": planned,
                ]))
        return Methods.Change(
            from: summary.from, to: summary.to, cancelledFollowUps: summary.cancelled.followUps,
            cancelledTasks: summary.cancelled.tasks, cancelledMessages: summary.cancelled.messages,
            plannedFollowUps: planned,
            version: summary.version, taskId: summary.taskID, messageId: summary.messageID,
            recommended: summary.recommended)
    }
}

extension TaskDraft {
    init(_ task: CustomersMethods.NewTask) throws {
        self.init(
            subject: task.subject, text: task.text ?? "", priority: task.priority ?? 5,
            assignees: try TasksCalls.assignees(task.assignee),
            dueOn: try StatusChangeCalls.date("dueOn", task.dueOn))
    }
}
