import ArgumentParser
import ControlAPI

struct BranchList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List branches.",
        discussion: """
            Example:
              followupctl branch list
            """)

    @OptionGroup var options: Options

    func run() async throws {
        try await options.list(
            AccessMethods.ListBranches.self, Nothing(),
            nothing: "There is no branch yet; add one with `followupctl branch add`."
        ) { $0.branch }
    }
}
