import ArgumentParser
import ControlAPI

struct JobList: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List jobs with their last and next run.",
        discussion: """
            Example:
              followupctl job list
            """)

    @OptionGroup var options: Options

    func run() async throws {
        try await options.list(JobsMethods.List.self, Nothing(), nothing: "There is no job.") { $0.job }
    }
}
