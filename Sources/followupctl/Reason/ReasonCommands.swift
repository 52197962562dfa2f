import ArgumentParser

struct ReasonCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reason", abstract: "Why customers are in a status.",
        subcommands: [
            ReasonList.self, ReasonAdd.self, ReasonEdit.self, ReasonMove.self, ReasonRetire.self, ReasonRestore.self,
            ReasonDelete.self,
        ])
}
