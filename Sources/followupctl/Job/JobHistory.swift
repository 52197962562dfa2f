import ArgumentParser
import ControlAPI

struct JobHistory: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "history", abstract: "List runs of jobs, newest first.",
        discussion: """
            Example:
              followupctl job history backup --limit 10
            """)

    @Argument(help: "Only this job's, by code.")
    var code: String?

    @Option(help: ArgumentHelp("At most so many.", valueName: "count"))
    var limit: Int?

    @OptionGroup var options: Options

    func run() async throws {
        try await options.list(
            JobsMethods.History.self, .init(code: code, limit: limit ?? 50), nothing: "There is no such run."
        ) { $0.run }
    }
}
