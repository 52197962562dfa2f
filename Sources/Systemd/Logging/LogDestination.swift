import Glibc
import Logging

/// Where the daemon's log goes.
public enum LogDestination: Equatable, Sendable {
    /// To the journal, with fields.
    case journal
    /// To stderr, as lines.
    case standardError(StandardErrorLogHandler.LineStart)

    /// The journal if stderr is its stream and it takes fields here, else stderr: with sd-daemon(3) prefixes where
    /// the journal reads them, with time and level anywhere else.
    public static func detect() -> LogDestination {
        detect(
            journalStream: environmentValue("JOURNAL_STREAM"), descriptor: STDERR_FILENO,
            nativeSocket: JournalStream.nativeSocketPath)
    }

    /// The same for any descriptor, so that it can be seen to work.
    static func detect(journalStream: String?, descriptor: Int32, nativeSocket: String) -> LogDestination {
        guard let stream = journalStream.flatMap(JournalStream.init), stream.isStream(of: descriptor) else {
            return .standardError(.time)
        }
        // Without its socket, as in a changed root directory, sd_journal_sendv(3) drops every entry silently.
        return access(nativeSocket, W_OK) == 0 ? .journal : .standardError(.priority)
    }

    /// The handler for swift-log: `LoggingSystem.bootstrap({ destination.handler(level: level, provider: $1) },
    /// metadataProvider: …)`.
    public func handler(level: LogLevelSetting, provider: Logger.MetadataProvider? = nil) -> any LogHandler {
        switch self {
        case .journal: JournalLogHandler(level: level, metadataProvider: provider)
        case .standardError(let start):
            StandardErrorLogHandler(lineStart: start, level: level, metadataProvider: provider)
        }
    }
}
