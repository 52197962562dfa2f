/// Text from others made harmless for a terminal: a customer's name may hold sequences that move the cursor, rename the
/// window or turn the reading direction.
enum SafeText {
    /// Writes hostile characters as `\u{1b}`; `keepingLines` leaves the line ends of a text of several lines.
    static func escape(_ text: String, keepingLines: Bool = false) -> String {
        guard text.unicodeScalars.contains(where: isHostile) else { return text }
        var safe = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n" where keepingLines: safe.append("\n")
            case "\r" where keepingLines: continue
            case "\n": safe += "\\n"
            case "\r": safe += "\\r"
            case "\t": safe += "\\t"
            case _ where isHostile(scalar): safe += "\\u{\(String(scalar.value, radix: 16))}"
            default: safe.unicodeScalars.append(scalar)
            }
        }
        return safe
    }

    /// Controls (C0, DEL, C1), line and paragraph separators, and what changes the direction of text (Unicode TR 9).
    static func isHostile(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
        default: false
        }
    }
}
