import FoundationEssentials
import Glibc

/// `followupd --check-config`: reads all that a start would read, and changes nothing.
enum ConfigurationCheck {
    /// For root at a shell: the service's file, if there is one, and not one in root's home.
    static var systemFile: String? {
        let path = "/etc/followupd/followupd.conf"
        guard geteuid() == 0, Environment.process["CONFIGURATION_DIRECTORY"] == nil, access(path, F_OK) == 0 else {
            return nil
        }
        return path
    }

    /// - Returns: which files count, and what is said in them or in the environment, as lines for a person.
    /// - Throws: `ConfigurationError`, or why a carrier's secret cannot be read, in one sentence.
    static func report(_ paths: DaemonPaths) async throws -> String {
        let files = try paths.configurationFiles()
        let configuration = try await DaemonConfiguration.read(files)
        // A spool directory is made when it is used; all others only look at what they are told.
        var tried = configuration
        tried.carriers = tried.carriers.filter { $0.value.kind != .spool }
        _ = try Carriers.make(tried, spool: paths.spool)
        for settings in configuration.carriers.values where settings.kind == .spool {
            var status = stat()
            let path = settings.spoolDirectory ?? paths.spool
            guard stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFDIR else {
                throw ConfigurationError(key: "spoolDirectory", objection: "is no directory: \(path)")
            }
        }
        let strangers = Setting.unknown(inEnvironment: ProcessInfo.processInfo.environment.keys)
        let lines =
            (files.paths.isEmpty
                ? ["There is no configuration file; all defaults hold."] : files.paths.map { "Read \($0)" })
            + strangers.map { "Warning: the environment variable \($0) is no setting." }
            + Setting.all.compactMap { setting in
                configuration.said[setting.key].map { "\(setting.key): \($0)" }
            } + ["The configuration is right."]
        return lines.map { "\($0)\n" }.joined()
    }
}
