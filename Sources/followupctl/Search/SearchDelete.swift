import ArgumentParser
import ControlAPI

struct SearchDelete: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete a kept search.",
        discussion: """
            Example:
              followupctl search delete late
            """)

    @Argument(help: "The code: its unchanging handle.")
    var code: String

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(SearchesMethods.Delete.self, .init(code: code))
        try options.show(Outcome("The search \(code) is deleted.", ["code": .text(code)]))
    }
}
