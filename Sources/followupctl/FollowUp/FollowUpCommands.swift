import ArgumentParser

struct FollowUpCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "followup", abstract: "What triggers have planned and done.",
        subcommands: [
            FollowUpList.self, FollowUpSkip.self, FollowUpFire.self, FollowUpRetry.self,
        ])
}
