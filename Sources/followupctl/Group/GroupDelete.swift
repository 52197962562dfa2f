import ArgumentParser
import ControlAPI

struct GroupDelete: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "delete", abstract: "Delete a security group.",
        discussion: """
            One that has members is refused, since nothing would limit them any more.

            Example:
              followupctl group delete north
            """)

    @Argument(help: "The code: its unchanging handle.")
    var code: String

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(AccessMethods.DeleteGroup.self, .init(code: code))
        try options.show(Outcome("Security group \(code) is deleted.", ["code": .text(code)]))
    }
}
