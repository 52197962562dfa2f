import ArgumentParser
import ControlAPI

struct JobEdit: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change when and how a job runs.",
        discussion: """
            The options name what changes; the rest stays. An option with an empty value is removed. The services due-scan and send have only a
            schedule: without one they work whenever there is something to do, with one at its instants only, each time until nothing is left. What
            is due waits until then; an empty schedule takes it off again.

            Examples:
              followupctl job edit digest --schedule "Mon..Fri 07:30 Europe/Berlin"
              followupctl job edit backup --set keep=30 --retries 5
              followupctl job edit send --schedule "Mon..Fri 08..18:00/15"
            """)

    @Argument(help: "The job's code.")
    var code: String

    @OptionGroup var job: JobOptions

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(
            JobsMethods.Update.self,
            .init(
                code: code, name: job.name, schedule: job.schedule, options: job.options, jitterSeconds: job.jitter,
                timeoutSeconds: job.timeout, retries: job.retries))
        try options.show(Outcome("Job \(code) is changed.", ["code": .text(code)]))
    }
}
