import ArgumentParser
import ControlAPI

struct JobRun: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run a job at once, and wait until it has ended.",
        discussion: """
            Examples:
              followupctl job run backup
              followupctl job run due-scan
            """)

    @Argument(help: "The job's code.")
    var code: String

    @OptionGroup var options: Options

    func run() async throws {
        let run = try await options.connect().call(JobsMethods.Run.self, .init(code: code)).run
        try options.show(
            Outcome(
                "Job \(code) \(run.outcome)\(run.detail.isEmpty ? "" : ": \(run.detail)").",
                ["code": .text(code), "outcome": .text(run.outcome), "detail": .text(run.detail)]))
        if run.outcome != "succeeded" { throw ExitStatus.failed }
    }
}
