import ArgumentParser
import Glibc

/// The command line of the daemon. Each option has its default from systemd's environment, else from the user's own directories, so
/// that `followupd` alone just runs.
@main
struct Followupd: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "followupd",
        abstract: "Keeps customers' statuses, and follows up when one should have been left.",
        discussion: """
            Runs until SIGTERM or SIGINT; SIGHUP reads the configuration and the time zones anew. Under systemd, state, socket and \
            configuration come from the units. Otherwise state is kept in ~/.local/state/followupd. Steer it with followupctl(1).
            """,
        version: Daemon.version)

    @Option(name: .long, help: "Directory for the database and the spool.")
    var stateDirectory: String?

    @Option(name: .long, help: "Path of the control socket.")
    var socket: String?

    @Option(name: .long, help: "Configuration file (YAML).")
    var config: String?

    func run() async throws {
        umask(0o077)
        signal(SIGPIPE, SIG_IGN)
        do {
            let directories = Directories(environment: .process)
            let paths = DaemonPaths(
                stateDirectory: stateDirectory ?? directories.state, socket: socket,
                configurationFile: { [config] in config ?? directories.configurationFile })
            try await Daemon.build(paths).run()
        } catch {
            throw ExitCode(Daemon.refuse(error))
        }
    }
}
