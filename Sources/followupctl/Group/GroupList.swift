import ArgumentParser
import ControlAPI

struct GroupList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List security groups.",
        discussion: """
            Example:
              followupctl group list
            """)

    @OptionGroup var options: Options

    func run() async throws {
        try await options.list(
            AccessMethods.ListGroups.self, Nothing(),
            nothing: "There is no security group yet; add one with `followupctl group add`."
        ) { $0.group }
    }
}
