import Domain
import FoundationEssentials

/// How people's text stands in a header field: as it is where RFC 5322 lets it, else as encoded-words (RFC 2047).
///
/// Every function returns the whole field, folded, without its last line break. Lines end in LF.
enum HeaderText {
    /// RFC 5322 section 2.1.1: lines should not be longer.
    private static let lineLimit = 78
    /// RFC 2047 section 2: a line with an encoded-word in it, and an encoded-word itself, must not be longer.
    private static let encodedLineLimit = 76
    private static let encodedWordLimit = 75
    /// A longer word would make a line that cannot be folded, so it is encoded, and an encoded one can be cut anywhere.
    private static let plainWordLimit = 60

    /// A field of free text, such as `Subject`. The reader gets `text` back with nothing added or lost.
    static func unstructured(field: String, _ text: String) -> String {
        guard isPlain(text) else { return encodedWords(after: "\(field): ", text) }
        return folded([field + ":"] + text.split(separator: " ").map(String.init))
    }

    /// A field with one mailbox: `Field: display name <address>`.
    static func mailbox(field: String, name: String, address: MailAddress) -> String {
        guard !name.isEmpty else { return "\(field): \(address)" }
        if isPlain(name), name.utf8.count <= plainWordLimit {
            return folded(["\(field):", phrase(name), "<\(address)>"])
        }
        let encoded = encodedWords(after: "\(field): ", name)
        let lastLine = encoded.split(separator: "\n").last?.utf8.count ?? 0
        let fits = lastLine + address.description.utf8.count + 3 <= encodedLineLimit
        return "\(encoded)\(fits ? " " : "\n ")<\(address)>"
    }

    /// Whether a reader would get `text` back from an unencoded header, folded at its spaces.
    private static func isPlain(_ text: String) -> Bool {
        let words = text.split(separator: " ", omittingEmptySubsequences: false)
        // An empty word is a space at an end or one of several, which readers drop.
        return text.isEmpty
            || !text.contains("=?") && text.utf8.allSatisfy { (0x20...0x7E).contains($0) }
                && words.allSatisfy { (1...plainWordLimit).contains($0.utf8.count) }
    }

    private static func phrase(_ name: String) -> String {
        if name.utf8.allSatisfy({ MailAddress.isAtomText($0) || $0 == UInt8(ascii: " ") }) { return name }
        var quoted = "\""
        for character in name {
            if character == "\"" || character == "\\" { quoted.append("\\") }
            quoted.append(character)
        }
        return quoted + "\""
    }

    private static func folded(_ words: [String]) -> String {
        var field = ""
        var column = 0
        for word in words {
            if field.isEmpty {
                column = word.utf8.count
                field = word
            } else if column + 1 + word.utf8.count <= lineLimit {
                column += 1 + word.utf8.count
                field += " " + word
            } else {
                column = 1 + word.utf8.count
                field += "\n " + word
            }
        }
        return field
    }

    private static func encodedWords(after prefix: String, _ text: String) -> String {
        let overhead = "=?utf-8?B??=".utf8.count
        var words: [String] = []
        var bytes: [UInt8] = []
        var capacity = (encodedLineLimit - prefix.utf8.count - overhead) / 4 * 3
        let fullCapacity = (encodedWordLimit - overhead) / 4 * 3

        func flush() {
            words.append("=?utf-8?B?\(Data(bytes).base64EncodedString())?=")
            bytes = []
            capacity = fullCapacity
        }
        for character in text {
            let cluster = Array(character.utf8)
            // A character stays whole where it can; one too long for any word is cut between its scalars, because
            // each word must decode by itself (RFC 2047 section 5).
            let pieces = cluster.count <= fullCapacity ? [cluster] : character.unicodeScalars.map { Array($0.utf8) }
            for piece in pieces {
                if bytes.count + piece.count > capacity { flush() }
                bytes += piece
            }
        }
        flush()
        return prefix + words.joined(separator: "\n ")
    }
}
