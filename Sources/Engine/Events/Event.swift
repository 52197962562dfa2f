import Logging

/// One thing that happened, with its figures: a line in the log, an entry in the journal, a reply to a subscriber of Monitor.
///
/// Customers appear by number only; no name, address or message text ever stands in a field.
public struct Event: Hashable, Sendable {
    public struct Field: Hashable, Sendable {
        public let key: String
        public let value: String
    }

    public let kind: EventKind
    public typealias Level = Logger.Level

    public let level: Level
    /// In the order in which the line shows them.
    public let fields: [Field]

    /// - Parameter level: another than the kind's own.
    public init(
        _ kind: EventKind, level: Level? = nil, _ fields: KeyValuePairs<String, (any CustomStringConvertible)?>
    ) {
        self.init(
            kind, level: level,
            fields: fields.compactMap { key, value in value.map { Field(key: key, value: $0.description) } })
    }

    init(_ kind: EventKind, level: Level? = nil, fields: [Field]) {
        self.kind = kind
        self.level = level ?? kind.described.level
        self.fields = fields
    }

    /// `due-scan fired=3 late=0 …`; a value with blanks or quotes is quoted.
    public var line: String {
        fields.reduce(into: kind.rawValue) { line, field in
            line += " \(field.key)=\(Self.quoted(field.value))"
        }
    }

    private static func quoted(_ value: String) -> String {
        guard value.isEmpty || value.contains(where: { $0.isWhitespace || $0 == "\"" || $0 == "=" }) else {
            return value
        }
        let escaped = value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"").replacing("\n", with: "\\n")
        return "\"\(escaped)\""
    }
}
