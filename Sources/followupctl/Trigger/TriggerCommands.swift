import ArgumentParser

struct TriggerCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "trigger", abstract: "Rules that make follow-ups.",
        subcommands: [
            TriggerList.self, TriggerAdd.self, TriggerEdit.self, TriggerEnable.self, TriggerDisable.self,
            TriggerRetire.self, TriggerPreview.self,
        ])
}
