/// What any text a person gives must keep: lengths in Unicode scalars, no control characters, an address that mail can carry.
///
/// Sizes are generous for people and small for the daemon: they bound memory, log lines and mail headers.
public enum FieldRule: Sendable {
    case code
    case number
    case line(Int)
    case text(Int)
    case email

    public static let name = FieldRule.line(200)
    public static let shortText = FieldRule.line(500)
    public static let body = FieldRule.text(100_000)

    /// Why `value` cannot stand in a field of this kind; nil if it can. The words follow "NAME is refused: it ".
    public func objection(to value: String) -> String? {
        switch self {
        case .code:
            guard (1...64).contains(value.utf8.count) else { return "must have 1 to 64 characters" }
            let allowed = value.utf8.allSatisfy { byte in
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45 || byte == 95
            }
            return allowed ? nil : "may hold only letters A-Z, digits, '-' and '_'"
        case .number:
            guard (1...64).contains(value.utf8.count) else { return "must have 1 to 64 characters" }
            guard !value.unicodeScalars.contains(where: { $0.properties.isWhitespace }) else {
                return "must not hold white space"
            }
            return controls(in: value, allowing: [])
        case .line(let limit):
            guard value.unicodeScalars.count <= limit else { return "has more than \(limit) characters" }
            return controls(in: value, allowing: [])
        case .text(let limit):
            guard value.unicodeScalars.count <= limit else { return "has more than \(limit) characters" }
            return controls(in: value, allowing: ["\n", "\t", "\r"])
        case .email:
            return emailObjection(to: value)
        }
    }

    private func controls(in value: String, allowing allowed: Set<Unicode.Scalar>) -> String? {
        let found = value.unicodeScalars.contains {
            $0.properties.generalCategory == .control && !allowed.contains($0)
        }
        return found ? "holds a control character" : nil
    }

    /// The shape `local@domain` of RFC 5321 with its length limits; whether mail arrives only mail can tell.
    private func emailObjection(to value: String) -> String? {
        let parts = value.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, (1...64).contains(parts[0].utf8.count), (1...255).contains(parts[1].utf8.count),
            !value.unicodeScalars.contains(where: {
                $0.properties.isWhitespace || $0.properties.generalCategory == .control || "<>,;:\"()[]\\".unicodeScalars.contains($0)
            }), !value.hasPrefix("-"), !parts[1].hasPrefix("."), !parts[1].hasSuffix("."), !parts[1].contains("..")
        else { return "is not a mail address of the form name@domain" }
        return nil
    }
}
