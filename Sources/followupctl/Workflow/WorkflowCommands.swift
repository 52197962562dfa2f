import ArgumentParser

struct WorkflowCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workflow", abstract: "Statuses, triggers, templates, calendars and branches as one document.",
        subcommands: [
            WorkflowApply.self, WorkflowPreset.self,
        ])
}
