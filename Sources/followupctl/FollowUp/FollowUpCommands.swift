import ArgumentParser

struct FollowUpCommands: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "followup", abstract: "What triggers have planned and done.",
        subcommands: [
            FollowUpList.self, FollowUpForecast.self, FollowUpSkip.self, FollowUpFire.self, FollowUpReschedule.self,
            FollowUpRetry.self, FollowUpRelease.self,
        ])
}
