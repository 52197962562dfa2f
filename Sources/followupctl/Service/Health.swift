import ArgumentParser
import ControlAPI

struct Health: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tell how the daemon is; the exit status is 1 when it is degraded.",
        discussion: """
            Examples:
              followupctl health
              followupctl health --json | jq .dueFollowUps
            """)

    @OptionGroup var options: Options

    func run() async throws {
        let health = try await options.connect().call(ServiceMethods.GetHealth.self, Nothing()).health
        switch options.format {
        case .table, .printable: try Output.standard.writeAndFlush(HealthReport.text(health))
        case .json, .csv: try options.show([health], nothing: "")
        }
        if health.state != "ok" { throw ExitStatus.failed }
    }
}
