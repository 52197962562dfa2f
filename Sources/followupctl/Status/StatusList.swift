import ArgumentParser
import ControlAPI

struct StatusList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List statuses in their order.",
        discussion: """
            Example:
              followupctl status list
            """)

    @Flag(help: "Retired ones too.")
    var retired = false

    @OptionGroup var options: Options

    func run() async throws {
        var statuses: [StatusesMethods.Status] = []
        let nothing = "There is no status yet; add some with `followupctl workflow apply`."
        let daemon = try await options.connect()
        for try await reply in try daemon.stream(StatusesMethods.List.self, .init(retired: retired ? true : nil)) {
            if let status = reply.status { statuses.append(status) }
        }
        try options.show(statuses, nothing: nothing)
        let all = statuses.reduce(0) { $0 + $1.customers }
        guard options.format == .table, all > 0 else { return }
        let lines = statuses.map { status in
            (
                label: SafeText.escape(status.name),
                text: "\(Bar.text(status.customers, of: all)) \(Amounts.grouped(status.customers))"
            )
        }
        try Output.standard.writeAndFlush("\n" + Detail.text(lines))
    }
}
