import ArgumentParser

struct TaskCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "task", abstract: "Work for people.",
        subcommands: [
            TaskList.self, TaskShow.self, TaskAdd.self, TaskStart.self, TaskDone.self, TaskReopen.self, TaskCancel.self,
            TaskAssign.self, TaskSnooze.self, TaskNote.self,
        ])
}
