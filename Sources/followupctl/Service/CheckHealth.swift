import ArgumentParser
import ControlAPI

struct CheckHealth: AsyncParsableCommand {
    static let name = "check-health"

    static let configuration = CommandConfiguration(
        commandName: name, abstract: "Tell how the daemon is as a plugin for Nagios, Icinga and the like.",
        discussion: """
            One line with performance data. The exit status is 0 OK, 1 WARNING, 2 CRITICAL (also when the daemon cannot be reached), \
            3 UNKNOWN (also for a wrong command line). It takes a user who may see every customer: root, or one with the role viewer and without a group.

            Examples:
              followupctl check-health
              followupctl check-health --late-warning 60 --backup-critical 48
              sudo -u nagios followupctl check-health
            """)

    @Option(help: ArgumentHelp("Warn when a follow-up is late by so many seconds.", valueName: "seconds"))
    var lateWarning = 300

    @Option(help: ArgumentHelp("It is critical when one is late by so many seconds.", valueName: "seconds"))
    var lateCritical = 3_600

    @Option(help: ArgumentHelp("Warn when so many follow-ups and messages have failed.", valueName: "count"))
    var failedWarning = 1

    @Option(help: ArgumentHelp("It is critical when so many have failed.", valueName: "count"))
    var failedCritical = 100

    @Option(
        help: ArgumentHelp("Warn when a customer is overdue for so many days; by default never.", valueName: "days"))
    var overdueWarning: Int?

    @Option(help: ArgumentHelp("Warn when the last backup is older than so many hours.", valueName: "hours"))
    var backupWarning = 26

    @Option(help: ArgumentHelp("It is critical when it is older than so many hours.", valueName: "hours"))
    var backupCritical = 74

    @OptionGroup var options: Options

    func run() async throws {
        let result: PluginResult
        do {
            let health = try await options.connect().call(ServiceMethods.GetHealth.self, Nothing()).health
            result = HealthAssessment(
                lateSeconds: (lateWarning, lateCritical), failed: (failedWarning, failedCritical),
                overdueDays: overdueWarning, backupHours: (backupWarning, backupCritical)
            ).result(of: health)
        } catch {
            let failure = Failure(error) ?? Failure("\(error)")
            let isDown = failure.status == .notReachable
            result = PluginResult(
                state: isDown ? .critical : .unknown, findings: [failure.sentence], performance: [])
        }
        try Output.standard.writeAndFlush(result.line)
        throw result.state.exitStatus
    }
}
