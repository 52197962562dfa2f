import CSystemd
import Glibc
import Logging

/// Sends log events to journald with their metadata as fields.
///
/// MESSAGE is the line, MESSAGE_ID goes as it is, and every other key `customer` as FOLLOWUPD_CUSTOMER. Values may
/// hold line breaks and any other bytes. An entry the journal does not take goes to stderr, which systemd reads too.
public struct JournalLogHandler: LogHandler {
    public var metadata: Logger.Metadata = [:]
    public var metadataProvider: Logger.MetadataProvider?

    private let sharedLevel: LogLevelSetting
    private var ownLevel: Logger.Level?
    private let identifier: String

    /// - Parameters:
    ///   - level: The level in force, unless a logger is given its own.
    ///   - identifier: SYSLOG_IDENTIFIER, the name `journalctl -t` knows the daemon by.
    ///   - metadataProvider: Metadata for every event, by the task it is logged from.
    public init(
        level: LogLevelSetting, identifier: String = "followupd", metadataProvider: Logger.MetadataProvider? = nil
    ) {
        sharedLevel = level
        self.identifier = identifier
        self.metadataProvider = metadataProvider
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
        guard Self.send(Self.fields(of: entry, identifier: identifier)) < 0 else { return }
        StandardErrorLogHandler.write(
            StandardErrorLogHandler.priorityPrefix(event.level) + entry.line, to: STDERR_FILENO)
    }

    /// The entry as `FIELD=value`, in a fixed order.
    static func fields(of entry: LogEntry, identifier: String) -> [String] {
        let own = ["MESSAGE=\(entry.line)", "PRIORITY=\(entry.level.priority)", "SYSLOG_IDENTIFIER=\(identifier)"]
        return own
            + entry.fields.compactMap { field in
                JournalField.name(for: field.key).map { "\($0)=\(field.value)" }
            }
    }

    /// - Returns: sd_journal_sendv(3)'s result: a negative `errno` if the journal did not take the entry.
    private static func send(_ fields: [String]) -> Int32 {
        var bytes: [UInt8] = []
        var ends: [Int] = []
        for field in fields {
            bytes.append(contentsOf: field.utf8)
            ends.append(bytes.count)
        }
        return bytes.withUnsafeMutableBytes { buffer in
            var start = 0
            let vectors = ends.map { end in
                defer { start = end }
                return iovec(iov_base: buffer.baseAddress?.advanced(by: start), iov_len: end - start)
            }
            return csystemd_journal_send(vectors, Int32(vectors.count))
        }
    }
}
