import ArgumentParser
import ControlAPI

struct JobAdd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a digest, a backup or a report.",
        discussion: """
            A digest mails each user what is overdue, due today and open: to=CODE or to=team:CODE limits it. A backup copies the database, checks
            the copy and keeps the newest: directory=DIR, keep=7. A report writes the HTML page: directory=DIR, or to=CODE to mail it.

            Examples:
              followupctl job add weekly --kind report --schedule "Mon 07:00" --set to=ana
              followupctl job add nightly --kind backup --schedule "*-*-* 02:30" --set directory=/var/backups/followupd --set keep=14
            """)

    @Argument(help: "The code: its unchanging handle.")
    var code: String

    @Option(help: "digest, backup or report.")
    var kind: String

    @OptionGroup var job: JobOptions

    @OptionGroup var options: Options

    func run() async throws {
        _ = try await options.connect().call(
            JobsMethods.Add.self,
            .init(
                code: code, name: job.name, kind: kind, schedule: job.schedule ?? "", options: job.options,
                jitterSeconds: job.jitter, timeoutSeconds: job.timeout, retries: job.retries))
        try options.show(Outcome("Job \(code) is added.", ["code": .text(code)]))
    }
}
