import ArgumentParser
import ControlAPI

struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Have the daemon read its whole database through; the exit status is 1 when it is damaged.",
        discussion: """
            It reads a copy, so that nobody waits; for the time of it the disk needs room for one. Where something is wrong, stop the service, keep \
            the file, and restore the last backup with followupd --restore.

            Example:
              followupctl check
            """)

    @OptionGroup var options: Options

    func run() async throws {
        let findings = try await options.connect().call(ServiceMethods.CheckIntegrity.self, Nothing()).findings
        guard findings.isEmpty else {
            throw Failure(
                "The database is damaged: \(findings.joined(separator: " ")) Stop followupd, keep the file, and restore the last backup with followupd --restore."
            )
        }
        try options.show(Outcome("The database is whole.", ["whole": .truth(true)]))
    }
}
