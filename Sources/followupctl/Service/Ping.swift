import ArgumentParser
import ControlAPI

struct Ping: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Ask the daemon for a sign of life.",
        discussion: """
            Example:
              followupctl ping && echo "it runs"
            """)

    @OptionGroup var options: Options

    func run() async throws {
        let version = try await options.connect().call(ServiceMethods.Ping.self, Nothing()).version
        try options.show(Outcome("followupd \(version) answers.", ["version": .text(version)]))
    }
}
