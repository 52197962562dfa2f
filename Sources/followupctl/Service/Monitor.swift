import ArgumentParser
import ControlAPI

struct Monitor: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tell how the daemon is, then what happens, a line each, until interrupted.",
        discussion: """
            With --json a first line {"health":…}, then a line {"event":…} for each event; with --csv the events only.

            Examples:
              followupctl monitor
              followupctl monitor --json | jq -c .event
            """)

    @OptionGroup var options: Options

    func run() async throws {
        let daemon = try await options.connect()
        let output = Output.standard
        if options.format == .csv {
            try output.writeAndFlush(CSVText.header(ServiceMethods.Event.wireMembers.map(\.name)))
        }
        for try await reply in try daemon.stream(ServiceMethods.Monitor.self, Nothing()) {
            try output.writeAndFlush(text(reply))
        }
    }

    private func text(_ reply: ServiceMethods.Monitor.Reply) -> String {
        let event = reply.event.map { Row($0) }
        let health = reply.health.map { Row($0) }
        switch options.format {
        case .table, .printable:
            let line = reply.event.map { SafeText.escape($0.line) + "\n" }
            return (reply.health.map { HealthReport.text($0) + "\n" } ?? "") + (line ?? "")
        case .json:
            let members = [("health", health), ("event", event)].compactMap { name, row in row.map { (name, $0) } }
            return members.map { JSONText.object(Row([$0.0: .object($0.1)])) + "\n" }.joined()
        case .csv: return event.map { CSVText.record($0) } ?? ""
        }
    }
}
