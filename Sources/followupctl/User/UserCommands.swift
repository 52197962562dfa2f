import ArgumentParser

struct UserCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "user", abstract: "The people of the office, and who may do what.",
        subcommands: [
            UserList.self, UserAdd.self, UserEdit.self, UserDeactivate.self,
        ])
}
