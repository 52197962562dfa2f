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

    @Option(
        name: .long, help: "Configuration file (YAML); drop-ins are beside it, as FILE.d/*.conf. See followupd.conf(5)."
    )
    var config: String?

    @Flag(name: .long, help: "Only say whether the configuration is right, and what in it differs from the defaults.")
    var checkConfig = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Put this backup in the place of the database, which is kept beside it; no daemon may be running.",
            valueName: "file"))
    var restore: String?

    func validate() throws {
        guard restore == nil || !checkConfig else {
            throw ValidationError("--restore and --check-config are two things; give one of them.")
        }
        guard restore == nil || stateDirectory != nil else {
            // Not the caller's own: who restores means the service's.
            throw ValidationError("--restore needs --state-directory; the service's is /var/lib/followupd.")
        }
    }

    func run() async throws {
        umask(0o077)
        signal(SIGPIPE, SIG_IGN)
        // Until somebody listens to it: what it asks for, to read the configuration, is being done for the first time.
        signal(SIGHUP, SIG_IGN)
        do {
            let paths = DaemonPaths(
                stateDirectory: stateDirectory ?? Directories(environment: .process).state, socket: socket,
                configurationFile: config ?? (checkConfig ? ConfigurationCheck.systemFile : nil))
            if checkConfig {
                print(try await ConfigurationCheck.report(paths), terminator: "")
            } else if let restore {
                print(try Restoration.run(restore, paths))
            } else {
                try await Daemon.build(paths).run()
            }
        } catch {
            throw ExitCode(Daemon.refuse(error))
        }
    }
}
