import ArgumentParser

struct UserCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "The people of the office.",
        subcommands: [
            UserList.self, UserAdd.self,
        ])
}
