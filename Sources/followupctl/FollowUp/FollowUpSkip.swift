import ArgumentParser
import ControlAPI

struct FollowUpSkip: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "skip", abstract: "Decide that a planned or failed follow-up is not to fire.",
        discussion: """
            Example:
              followupctl followup skip 17
            """)

    @Argument(help: ArgumentHelp("The follow-up's id; more than one may be given.", valueName: "id"))
    var ids: [Int64]

    @OptionGroup var options: Options

    func run() async throws {
        let daemon = try await options.connect()
        for id in ids {
            _ = try await daemon.call(FollowUpsMethods.Skip.self, .init(id: id))
            try options.show(Outcome("Follow-up \(id) will not fire.", ["id": .number(id)]))
        }
    }
}
