import ArgumentParser
import ControlAPI

struct BranchEdit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change a branch.",
        discussion: """
            The options name what changes; the rest stays.

            Examples:
              followupctl branch edit leipzig --parent head
              followupctl branch edit leipzig --calendar ""
            """)

    @Argument(help: "The code: its unchanging handle.")
    var code: String

    @Option(help: "The name.")
    var name: String?

    @Option(help: ArgumentHelp("Code of the branch above.", valueName: "code"))
    var parent: String?

    @Option(help: ArgumentHelp("Code of its calendar; that of the branch above otherwise.", valueName: "code"))
    var calendar: String?

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(
            AccessMethods.UpdateBranch.self,
            .init(code: code, name: name, parent: parent, calendar: calendar))
        try options.show(Outcome("Branch \(code) is changed.", ["code": .text(code)]))
    }
}
