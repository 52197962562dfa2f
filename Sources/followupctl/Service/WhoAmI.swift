import ArgumentParser
import ControlAPI

struct WhoAmI: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "whoami", abstract: "Tell whom the daemon takes you for.",
        discussion: """
            Example:
              followupctl whoami
            """)

    @OptionGroup var options: Options

    func run() async throws {
        try options.show(try await options.connect().call(AccessMethods.WhoAmI.self, Nothing()))
    }
}
