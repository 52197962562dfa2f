import ArgumentParser
import ControlAPI

struct UserAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a user, who may then own customers and have tasks.",
        discussion: """
            With --account, processes of that Unix account call as this user, with the rights of the role: viewer, agent (the default), manager or administrator.

            Examples:
              followupctl user add ana "Ana Almeida" --email ana@example.com
              followupctl user add ben "Ben Baker" --account ben --role manager
            """)

    @Argument(help: "The code: its unchanging handle.")
    var code: String

    @Argument(help: "The name.")
    var name: String

    @OptionGroup var user: UserOptions

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(
            AccessMethods.AddUser.self,
            .init(
                code: code, name: name, email: user.email, account: user.account, role: user.role,
                mayAssume: user.mayAssume, wantsNotices: user.notices))
        try options.show(Outcome("User \(code) is added.", ["code": .text(code)]))
    }
}
