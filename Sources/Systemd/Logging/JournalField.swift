/// Names of the daemon's fields in the journal.
enum JournalField {
    /// Every key but MESSAGE_ID gets it, so that no key can pass for a field of journald's or syslog's.
    static let prefix = "FOLLOWUPD"

    /// The journal refuses an entry that has a longer name (systemd.journal-fields(7)).
    private static let longestName = 64

    /// `nextDue`, `next-due` and `next.due` are all FOLLOWUPD_NEXT_DUE; `customerID` is FOLLOWUPD_CUSTOMER_ID. Nil
    /// if the key has no ASCII letter or digit.
    static func name(for key: String) -> String? {
        if key == LogEntry.messageIDKey { return key }
        let words = words(in: Array(key.utf8))
        guard !words.isEmpty else { return nil }
        let name = ([prefix] + words).joined(separator: "_").prefix(longestName)
        return String(name)
    }

    /// A word ends at anything that is not an ASCII letter or digit, before a capital after a small letter or digit,
    /// and before the last of several capitals if a small letter follows it.
    private static func words(in key: [UInt8]) -> [String] {
        var words: [String] = []
        var word = ""
        for (index, byte) in key.enumerated() {
            let before = index > 0 ? key[index - 1] : nil
            let after = index + 1 < key.count ? key[index + 1] : nil
            let startsWord =
                isUpper(byte)
                && (isLowerOrDigit(before) || (before.map(isUpper) ?? false) && isLower(after))
            if startsWord || !isWordByte(byte) {
                if !word.isEmpty { words.append(word) }
                word = ""
            }
            if isWordByte(byte) { word.unicodeScalars.append(Unicode.Scalar(byte)) }
        }
        if !word.isEmpty { words.append(word) }
        return words.map { $0.uppercased() }
    }

    private static func isUpper(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }

    private static func isLower(_ byte: UInt8?) -> Bool {
        byte.map { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) } ?? false
    }

    private static func isLowerOrDigit(_ byte: UInt8?) -> Bool {
        byte.map { isLower($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ?? false
    }

    private static func isWordByte(_ byte: UInt8) -> Bool {
        isUpper(byte) || isLowerOrDigit(byte)
    }
}
