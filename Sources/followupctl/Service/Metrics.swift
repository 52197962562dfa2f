import ArgumentParser
import ControlAPI

struct Metrics: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Print the daemon's figures in Prometheus' text format.",
        discussion: """
            The same that the daemon writes by itself to the file that metrics.file names in followupd.conf(5).

            Example:
              followupctl metrics | grep follow_ups
            """)

    @OptionGroup var options: Options

    func run() async throws {
        let text = try await options.connect().call(ServiceMethods.Metrics.self, Nothing()).text
        try Output.standard.writeAndFlush(text)
    }
}
