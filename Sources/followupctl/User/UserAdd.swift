import ArgumentParser
import ControlAPI

struct UserAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a user, who may then own customers and have tasks.",
        discussion: """
            Example:
              followupctl user add ana "Ana Almeida" --email ana@example.com
            """)

    @Argument(help: "The code: its unchanging handle.")
    var code: String

    @Argument(help: "The name.")
    var name: String

    @Option(help: "Mail address, for messages to staff.")
    var email: String?

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(AccessMethods.AddUser.self, .init(code: code, name: name, email: email))
        try options.show(Outcome("User \(code) is added.", ["code": .text(code)]))
    }
}
