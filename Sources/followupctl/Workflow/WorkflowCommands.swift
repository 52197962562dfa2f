import ArgumentParser

struct WorkflowCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "workflow", abstract: "The rules of the office as one file.",
        subcommands: [
            WorkflowPreset.self, WorkflowExport.self, WorkflowPlan.self, WorkflowApply.self,
        ])
}
