import ControlAPI
import Domain
import Engine
import Store

struct WorkflowCalls: Sendable {
    let context: ControlContext

    func apply(_ parameters: WorkflowMethods.Apply.Parameters, _ caller: Caller) async throws
        -> WorkflowMethods.Apply.Reply
    {
        let workflow = try WorkflowDocument.read(parameters.document)
        let validate = context.engine.maker.renderer.validate
        for template in workflow.templates {
            try validate(template.subject)
            try validate(template.text)
        }
        for trigger in workflow.statuses.flatMap(\.triggers) { try TriggersCalls.validateTexts(of: trigger, validate) }
        let summary = try await context.store.applyWorkflow(workflow)
        context.engine.scanner.nudge()
        context.engine.events.record(
            Event(
                .workflowApplied, level: .notice,
                [
                    "by": caller.name, "statuses": summary.statuses, "triggers": summary.triggers,
                    "templates": summary.templates,
                ]))
        return WorkflowMethods.Apply.Reply(
            calendars: summary.calendars, branches: summary.branches, templates: summary.templates,
            statuses: summary.statuses, triggers: summary.triggers)
    }
}
