import ControlAPI
import Domain
import Engine
import Store

struct WorkflowCalls: Sendable {
    typealias Methods = WorkflowMethods

    let context: ControlContext

    func export(_: Nothing, _: Actor) async throws -> Methods.Export.Reply {
        Methods.Export.Reply(document: try WorkflowText.write(try await context.store.workflow()))
    }

    func plan(_ parameters: Methods.Plan.Parameters, _: Actor) async throws -> Methods.Plan.Reply {
        let plan = try await context.store.planWorkflow(
            try workflow(parameters.document),
            backfill: try ControlFailure.word("backfill", parameters.backfill, default: .future), now: context.now())
        return Methods.Plan.Reply(changes: plan.changes.map(Methods.Change.init), revision: Int(plan.revision))
    }

    func apply(_ parameters: Methods.Apply.Parameters, _ actor: Actor) async throws -> Methods.Apply.Reply {
        let changes = try await context.store.applyWorkflow(
            try workflow(parameters.document), revision: parameters.revision.map { Int64($0) },
            backfill: try ControlFailure.word("backfill", parameters.backfill, default: .future), by: actor,
            now: context.now())
        context.engine.scanner.nudge()
        func count(_ action: WorkflowChange.Action) -> Int { changes.filter { $0.action == action }.count }
        context.engine.events.record(
            Event(
                .workflowApplied,
                ["by": actor.name, "added": count(.added), "changed": count(.changed), "removed": count(.removed)]))
        return Methods.Apply.Reply(changes: changes.map(Methods.Change.init))
    }

    /// Reads a document, and holds its texts against the merge fields there are.
    private func workflow(_ document: String) throws -> Workflow {
        let workflow = try WorkflowDocument.read(document)
        let renderer = context.engine.maker.renderer
        for template in workflow.templates ?? [] {
            try Self.naming("template \(template.template.code)") { try renderer.validate(template.template) }
        }
        for trigger in (workflow.statuses ?? []).flatMap(\.triggers) + (workflow.taskTriggers ?? []) {
            try Self.naming("trigger \(trigger.trigger.code)") { try trigger.trigger.validateTexts(renderer.validate) }
        }
        return workflow
    }

    /// Says of a text that is refused where in the document it stands.
    private static func naming(_ place: String, _ check: () throws -> Void) throws {
        do {
            try check()
        } catch let error as TemplateError {
            throw ControlFailure(.invalidTemplate, "In \(place): \(error)")
        }
    }
}

extension WorkflowMethods.Change {
    init(_ change: WorkflowChange) {
        self.init(
            action: change.action.rawValue, kind: change.kind.rawValue, code: change.code, before: change.before,
            after: change.after, customers: change.customers, planned: change.planned, cancelled: change.cancelled)
    }
}
