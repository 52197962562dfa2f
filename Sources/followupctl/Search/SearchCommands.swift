import ArgumentParser

struct SearchCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Searches for customers, kept under a code.",
        subcommands: [
            SearchList.self, SearchSave.self, SearchRun.self, SearchDelete.self, SearchExplain.self,
        ])
}
