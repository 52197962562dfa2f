import ArgumentParser

struct TeamCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "team", abstract: "People who share work.",
        subcommands: [
            TeamList.self, TeamAdd.self, TeamEdit.self, TeamDelete.self,
        ])
}
