import ArgumentParser

struct MessageCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "message", abstract: "Texts on their way to someone.",
        subcommands: [
            MessageList.self, MessageShow.self, MessageRetry.self, MessageCancel.self, MessageBounce.self,
            MessageForgetBounce.self, MessageOptOut.self, MessageForgetOptOut.self,
        ])
}
