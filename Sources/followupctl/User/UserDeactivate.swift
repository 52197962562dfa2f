import ArgumentParser
import ControlAPI

struct UserDeactivate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deactivate", abstract: "Let a user do nothing more; what is his stays his.",
        discussion: """
            Example:
              followupctl user deactivate ana
            """)

    @Argument(help: "The code: its unchanging handle.")
    var code: String

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(AccessMethods.UpdateUser.self, .init(code: code, active: false))
        try options.show(Outcome("User \(code) is inactive.", ["code": .text(code)]))
    }
}
