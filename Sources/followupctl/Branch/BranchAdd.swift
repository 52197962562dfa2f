import ArgumentParser
import ControlAPI

struct BranchAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a branch.",
        discussion: """
            Example:
              followupctl branch add leipzig Leipzig --parent berlin
            """)

    @Argument(help: "The code: its unchanging handle.")
    var code: String

    @Argument(help: "The name.")
    var name: String

    @Option(help: ArgumentHelp("Code of the branch above.", valueName: "code"))
    var parent: String?

    @Option(help: ArgumentHelp("Code of its calendar; that of the branch above otherwise.", valueName: "code"))
    var calendar: String?

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(
            AccessMethods.AddBranch.self,
            .init(
                code: code, name: name, parent: parent, calendar: calendar))
        try options.show(Outcome("Branch \(code) is added.", ["code": .text(code)]))
    }
}
