import ArgumentParser
import ControlAPI

struct Reload: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Have the daemon read its configuration and the time zones anew.",
        discussion: """
            Example:
              followupctl reload
            """)

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(ServiceMethods.Reload.self, Nothing())
        try options.show(Outcome("The configuration is read anew.", ["reloaded": .truth(true)]))
    }
}
