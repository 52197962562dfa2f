import ArgumentParser

struct StatusCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "The steps of the customer lifecycle.",
        subcommands: [
            StatusList.self, StatusAdd.self, StatusEdit.self, StatusMove.self, StatusRetire.self, StatusRestore.self,
            StatusDelete.self,
        ])
}
