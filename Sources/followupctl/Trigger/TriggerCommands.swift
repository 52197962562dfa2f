import ArgumentParser

struct TriggerCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trigger", abstract: "The rules by which statuses make tasks and mails.",
        subcommands: [
            TriggerList.self, TriggerAdd.self, TriggerEnable.self, TriggerDisable.self,
        ])
}
