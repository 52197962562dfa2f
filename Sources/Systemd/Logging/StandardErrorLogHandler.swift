import Domain
import Glibc
import Logging

/// Writes log events to stderr, one line and one write(2) each.
public struct StandardErrorLogHandler: LogHandler {
    /// What a line begins with.
    public enum LineStart: Equatable, Sendable {
        /// `<6>`, the priority as sd-daemon(3) has it, for a journal or syslog that adds the time itself.
        case priority
        /// `2026-11-21T21:56:36.123Z info`: the time in UTC as RFC 3339 with milliseconds, and the level.
        case time
    }

    public var metadata: Logger.Metadata = [:]
    public var metadataProvider: Logger.MetadataProvider?

    private let lineStart: LineStart
    private let sharedLevel: LogLevelSetting
    private var ownLevel: Logger.Level?
    private let now: @Sendable () -> Timestamp
    private let descriptor: Int32

    /// - Parameters:
    ///   - lineStart: `LogDestination.detect()` knows which.
    ///   - level: The level in force, unless a logger is given its own.
    ///   - metadataProvider: Metadata for every event, by the task it is logged from.
    ///   - now: The time of a line.
    ///   - descriptor: Where lines go; it stays the caller's.
    public init(
        lineStart: LineStart, level: LogLevelSetting, metadataProvider: Logger.MetadataProvider? = nil,
        now: @escaping @Sendable () -> Timestamp = { SystemClock().now() }, descriptor: Int32 = STDERR_FILENO
    ) {
        self.lineStart = lineStart
        sharedLevel = level
        self.metadataProvider = metadataProvider
        self.now = now
        self.descriptor = descriptor
    }

    public var logLevel: Logger.Level {
        get { ownLevel ?? sharedLevel.level }
        set { ownLevel = newValue }
    }

    public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    public func log(event: LogEvent) {
        let entry = LogEntry(event, metadata: metadata, provider: metadataProvider)
        let start =
            switch lineStart {
            case .priority: Self.priorityPrefix(event.level)
            case .time: "\(InternetTime.text(now())) \(event.level) "
            }
        Self.write(start + entry.line, to: descriptor)
    }

    /// `<6>` for an informational line; see sd-daemon(3).
    static func priorityPrefix(_ level: Logger.Level) -> String {
        "<\(level.priority)>"
    }

    /// Writes a text as one line.
    static func write(_ text: String, to descriptor: Int32) {
        var rest = Array((escapingControls(text) + "\n").utf8)[...]
        // One write unless the pipe is nearly full or a signal comes between. What cannot be written is lost: there
        // is nowhere left to say so.
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { return }
            rest = rest.dropFirst(count)
        }
    }

    /// Writes control characters and line separators as `\n`, `\t`, `\r` or `\u001b`, so that no value can end a line,
    /// fake another or drive a terminal. Backslashes stay, so that what the daemon quoted itself is not quoted twice.
    static func escapingControls(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n": escaped.append(contentsOf: "\\n".unicodeScalars)
            case "\r": escaped.append(contentsOf: "\\r".unicodeScalars)
            case "\t": escaped.append(contentsOf: "\\t".unicodeScalars)
            case _ where scalar.properties.generalCategory == .control, "\u{2028}", "\u{2029}":
                let digits = String(scalar.value, radix: 16)
                escaped.append(contentsOf: "\\u".unicodeScalars)
                escaped.append(contentsOf: String(repeating: "0", count: 4 - digits.count).unicodeScalars)
                escaped.append(contentsOf: digits.unicodeScalars)
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}
