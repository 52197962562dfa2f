import ArgumentParser
import ControlAPI

struct FollowUpRetry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retry", abstract: "Plan a failed follow-up anew.",
        discussion: """
            Example:
              followupctl followup retry 17
            """)

    @Argument(help: ArgumentHelp("The follow-up's id; more than one may be given.", valueName: "id"))
    var ids: [Int64]

    @OptionGroup var options: Options

    func run() async throws {
        let daemon = try await options.connect()
        for id in ids {
            _ = try await daemon.call(FollowUpsMethods.Retry.self, .init(id: id))
            try options.show(Outcome("Follow-up \(id) is planned anew.", ["id": .number(id)]))
        }
    }
}
