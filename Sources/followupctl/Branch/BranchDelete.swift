import ArgumentParser
import ControlAPI

struct BranchDelete: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete a branch.",
        discussion: """
            One that has customers, branches below it, or a group is refused.

            Example:
              followupctl branch delete north
            """)

    @Argument(help: "The code: its unchanging handle.")
    var code: String

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(AccessMethods.DeleteBranch.self, .init(code: code))
        try options.show(Outcome("Branch \(code) is deleted.", ["code": .text(code)]))
    }
}
