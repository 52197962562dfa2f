import ArgumentParser
import ControlAPI

struct TeamAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a team.",
        discussion: """
            Example:
              followupctl team add sales "Sales" --members ana,ben
            """)

    @Argument(help: "The code: its unchanging handle.")
    var code: String

    @Argument(help: "The name.")
    var name: String

    @Option(help: ArgumentHelp("Its members, by code, separated by commas.", valueName: "users"))
    var members: String?

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(
            AccessMethods.AddTeam.self,
            .init(
                code: code, name: name, members: members.map(ListArgument.items)))
        try options.show(Outcome("Team \(code) is added.", ["code": .text(code)]))
    }
}
