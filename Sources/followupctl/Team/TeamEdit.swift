import ArgumentParser
import ControlAPI

struct TeamEdit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change a team.",
        discussion: """
            The options name what changes; the rest stays.

            Example:
              followupctl team edit sales --members ana
            """)

    @Argument(help: "The code: its unchanging handle.")
    var code: String

    @Option(help: "The name.")
    var name: String?

    @Option(help: ArgumentHelp("Its members, by code, separated by commas.", valueName: "users"))
    var members: String?

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(
            AccessMethods.UpdateTeam.self,
            .init(code: code, name: name, members: members.map(ListArgument.items)))
        try options.show(Outcome("Team \(code) is changed.", ["code": .text(code)]))
    }
}
