import ArgumentParser
import ControlAPI

struct TeamDelete: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete a team.",
        discussion: """
            Example:
              followupctl team delete north
            """)

    @Argument(help: "The code: its unchanging handle.")
    var code: String

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(AccessMethods.DeleteTeam.self, .init(code: code))
        try options.show(Outcome("Team \(code) is deleted.", ["code": .text(code)]))
    }
}
