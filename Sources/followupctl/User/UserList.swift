import ArgumentParser
import ControlAPI

struct UserList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List users.",
        discussion: """
            Example:
              followupctl user list
            """)

    @OptionGroup var options: Options

    func run() async throws {
        try await options.list(AccessMethods.ListUsers.self, Nothing(), nothing: "There is no user yet.") { $0.user }
    }
}
