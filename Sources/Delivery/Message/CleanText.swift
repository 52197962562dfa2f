/// Text rid of what could change the meaning of the file, header or log line it is put into.
enum CleanText {
    /// One line: every control character (C0, DEL, C1) and every Unicode line or paragraph separator is a space.
    /// CR LF is one space. This is what makes header injection impossible.
    static func line(_ text: String) -> String {
        var line = String.UnicodeScalarView()
        var afterCarriageReturn = false
        for scalar in text.unicodeScalars {
            if !(scalar == "\n" && afterCarriageReturn) { line.append(breaksLine(scalar) ? " " : scalar) }
            afterCarriageReturn = scalar == "\r"
        }
        return String(line)
    }

    /// A name: one line, with runs of white space made one space and none at the ends.
    static func name(_ text: String) -> String {
        line(text).split(separator: " ").joined(separator: " ")
    }

    /// Body text: lines end in LF (from CR LF, CR or NEL), the last one too; a control character that is neither tab
    /// nor form feed, NUL among them, becomes U+FFFD, so that the reader sees that something was there.
    static func body(_ text: String) -> String {
        var body = String.UnicodeScalarView()
        var afterCarriageReturn = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\n" where afterCarriageReturn: break
            case "\n", "\r", "\u{85}": body.append("\n")
            case "\t", "\u{0C}": body.append(scalar)
            default: body.append(isControl(scalar) ? "\u{FFFD}" : scalar)
            }
            afterCarriageReturn = scalar == "\r"
        }
        if let last = body.last, last != "\n" { body.append("\n") }
        return String(body)
    }

    static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }

    private static func breaksLine(_ scalar: Unicode.Scalar) -> Bool {
        isControl(scalar) || scalar == "\u{2028}" || scalar == "\u{2029}"
    }
}
