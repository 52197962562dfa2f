import ArgumentParser
import ControlAPI

struct UserEdit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change a user.",
        discussion: """
            The options name what changes; the rest stays. An empty text clears.

            Examples:
              followupctl user edit ana --role manager
              followupctl user edit ana --account "" --email ana@example.org
            """)

    @Argument(help: "The code: its unchanging handle.")
    var code: String

    @Option(help: "The name.")
    var name: String?

    @OptionGroup var user: UserOptions

    @Flag(help: "Let an inactive user in again.")
    var activate = false

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(
            AccessMethods.UpdateUser.self,
            .init(
                code: code, name: name, email: user.email, account: user.account, role: user.role,
                mayAssume: user.mayAssume, wantsNotices: user.notices,
                active: activate ? true : nil))
        try options.show(Outcome("User \(code) is changed.", ["code": .text(code)]))
    }
}
