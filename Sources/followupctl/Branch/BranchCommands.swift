import ArgumentParser

struct BranchCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "branch", abstract: "The branches of the office, as a tree.",
        subcommands: [
            BranchList.self, BranchAdd.self, BranchEdit.self, BranchDelete.self,
        ])
}
