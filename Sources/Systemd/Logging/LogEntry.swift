import Logging

/// One log event with everything that belongs to it: what the handlers render.
struct LogEntry {
    /// The metadata key whose value is the event's 128-bit message id: 32 hexadecimal digits.
    static let messageIDKey = "MESSAGE_ID"

    let level: Logger.Level
    /// The line for people.
    let line: String
    /// Ordered by key, so that equal events make equal entries.
    let fields: [(key: String, value: String)]

    /// Of two values for one key the more particular wins: an error's over the call's, over the provider's, over
    /// the logger's own.
    init(_ event: LogEvent, metadata: Logger.Metadata, provider: Logger.MetadataProvider?) {
        var merged = metadata
        if let provided = provider?.get() {
            merged.merge(provided) { $1 }
        }
        if let explicit = event.metadata {
            merged.merge(explicit) { $1 }
        }
        if let error = event.error {
            merged["error.message"] = "\(error)"
            merged["error.type"] = "\(String(reflecting: type(of: error)))"
        }
        let fields = merged.sorted { $0.key < $1.key }.map { (key: $0.key, value: $0.value.description) }
        level = event.level
        self.fields = fields
        line = Self.line(message: event.message.description, fields: fields)
    }

    /// The daemon's own events carry a message id, and their message is the whole `event-name key=value …` line. A
    /// library's event leaves its metadata out of its message, so it is added.
    private static func line(message: String, fields: [(key: String, value: String)]) -> String {
        if fields.contains(where: { $0.key == messageIDKey }) { return message }
        return ([message] + fields.map { "\($0.key)=\(quoted($0.value))" }).joined(separator: " ")
    }

    private static func quoted(_ value: String) -> String {
        guard value.isEmpty || value.contains(where: { $0.isWhitespace || $0 == "\"" || $0 == "=" }) else {
            return value
        }
        return "\"" + value.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + "\""
    }
}
