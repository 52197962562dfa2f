import ArgumentParser
import ControlAPI

struct TeamList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List teams.",
        discussion: """
            Example:
              followupctl team list
            """)

    @OptionGroup var options: Options

    func run() async throws {
        try await options.list(
            AccessMethods.ListTeams.self, Nothing(),
            nothing: "There is no team yet; add one with `followupctl team add`."
        ) { $0.team }
    }
}
