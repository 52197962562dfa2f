import ArgumentParser
import ControlAPI

struct JobRemove: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Remove a job that somebody added, with its history and a report's page.",
        discussion: """
            Example:
              followupctl job remove weekly
            """)

    @Argument(help: "The job's code.")
    var code: String

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(JobsMethods.Remove.self, .init(code: code))
        try options.show(Outcome("Job \(code) is removed.", ["code": .text(code)]))
    }
}
