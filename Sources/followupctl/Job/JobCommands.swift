import ArgumentParser

struct JobCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "job", abstract: "What the daemon does by a schedule.",
        subcommands: [
            JobList.self, JobAdd.self, JobEdit.self, JobRemove.self, JobRun.self, JobPause.self, JobResume.self,
            JobHistory.self,
        ])
}
