import ArgumentParser
import ControlAPI

struct JobResume: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume", abstract: "Let a paused job go on.",
        discussion: """
            Example:
              followupctl job resume send
            """)

    @Argument(help: "The job's code.")
    var code: String

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(JobsMethods.Resume.self, .init(code: code))
        try options.show(Outcome("Job \(code) goes on.", ["code": .text(code)]))
    }
}
