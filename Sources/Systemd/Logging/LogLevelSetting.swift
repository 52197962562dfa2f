import Logging
import Synchronization

/// The log level in force, shared by every handler made with it, so that a reload can change them all at once.
public final class LogLevelSetting: Sendable {
    private let index: Atomic<Int>

    public init(_ level: Logger.Level = .info) {
        index = Atomic(Self.index(of: level))
    }

    public var level: Logger.Level {
        get { Logger.Level.allCases[index.load(ordering: .relaxed)] }
        set { index.store(Self.index(of: newValue), ordering: .relaxed) }
    }

    private static func index(of level: Logger.Level) -> Int {
        Logger.Level.allCases.firstIndex(of: level) ?? 0
    }
}

extension Logger.Level {
    /// Reads a level from a setting: a name of swift-log's or of syslog(3)'s, in any case.
    /// - Throws: `SystemdError` that lists the names.
    public init(setting: String) throws(SystemdError) {
        switch setting.lowercased() {
        case "trace": self = .trace
        case "debug": self = .debug
        case "info": self = .info
        case "notice": self = .notice
        case "warning", "warn": self = .warning
        case "error", "err": self = .error
        case "critical", "crit", "alert", "emerg": self = .critical
        default:
            throw SystemdError(
                .logLevel,
                "\"\(setting)\" is not a log level; use trace, debug, info, notice, warning, error or critical.")
        }
    }

    /// The level as a syslog(3) priority, which the journal and sd-daemon(3) prefixes share: 7 debug to 2 critical.
    var priority: Int {
        switch self {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}
