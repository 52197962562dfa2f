import ArgumentParser

struct MessageCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "message", abstract: "Mails to customers and to staff.",
        subcommands: [
            MessageList.self, MessageShow.self, MessageRetry.self, MessageCancel.self,
        ])
}
