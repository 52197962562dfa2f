import ArgumentParser

struct GroupCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "group", abstract: "Who may see and set which statuses.",
        subcommands: [
            GroupList.self, GroupAdd.self, GroupEdit.self, GroupDelete.self,
        ])
}
