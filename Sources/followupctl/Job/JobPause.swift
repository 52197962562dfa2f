import ArgumentParser
import ControlAPI

struct JobPause: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "pause", abstract: "Hold a job; scanning and sending can be held too.",
        discussion: """
            Example:
              followupctl job pause send
            """)

    @Argument(help: "The job's code.")
    var code: String

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(JobsMethods.Pause.self, .init(code: code))
        try options.show(Outcome("Job \(code) is paused.", ["code": .text(code)]))
    }
}
