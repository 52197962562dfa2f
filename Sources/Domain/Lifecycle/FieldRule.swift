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
                (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte) || byte == 45
                    || byte == 95
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
            return MailAddress.problem(with: Array(value.utf8))
        }
    }

    /// What a stranger wrote, as a short text: spaces for its control characters, and no more than fits.
    public static func shortText(from value: String) -> String {
        var text = String.UnicodeScalarView()
        for scalar in value.unicodeScalars.prefix(500) { text.append(isControl(scalar) ? " " : scalar) }
        return String(text)
    }

    private func controls(in value: String, allowing allowed: Set<Unicode.Scalar>) -> String? {
        let found = value.unicodeScalars.contains { Self.isControl($0) && !allowed.contains($0) }
        return found ? "holds a control character" : nil
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        // Most texts are ASCII, for which the library's tables take longer than all else that is asked here.
        if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7F }
        return switch scalar.properties.generalCategory {
        case .control, .lineSeparator, .paragraphSeparator: true
        // Turn the direction of what follows, in logs and tables too (Unicode Standard Annex 9).
        case .format: (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
        default: false
        }
    }
}
