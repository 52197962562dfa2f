import Domain

/// A letter as pages of plain text, ready for a printer: `lp FILE`, or `a2ps` and the like for PDF. UTF-8, 72 columns, 60 lines a page, pages
/// parted by form feeds.
///
/// The address stands where the window of a DIN lang envelope shows it when the page is folded in three (DIN 5008 form B, in lines of a sixth of
/// an inch): sender on line 9, recipient from line 10 on; then date, subject and text.
struct LetterPages {
    static let columns = 72
    static let lines = 60
    private static let addressLine = 9

    let bytes: [UInt8]

    init(_ message: OutgoingMessage) {
        let sender = CleanText.name(message.senderName.isEmpty ? "\(message.sender)" : message.senderName)
        let recipient = [CleanText.name(message.recipientName)] + Self.lines(of: message.recipient).map(CleanText.name)
        let date = CleanText.name(String(message.createdAt.rfc3339().prefix(10)))
        var text = [String](repeating: "", count: Self.addressLine - 1)
        text += [sender] + recipient.filter { !$0.isEmpty }
        text += [String](repeating: "", count: max(2, 20 - text.count))
        text += [String(repeating: " ", count: Self.columns - date.count) + date, ""]
        text += Self.wrapped(CleanText.name(message.subject)) + [""]
        text += Self.lines(of: message.text).flatMap(Self.wrapped)
        while text.last == "" { text.removeLast() }
        let pages = stride(from: 0, to: text.count, by: Self.lines).map { start in
            text[start..<min(start + Self.lines, text.count)].joined(separator: "\n") + "\n"
        }
        bytes = Array(pages.joined(separator: "\u{0C}").utf8)
    }

    /// A form feed of the text's own would part pages where nobody counts lines.
    private static func lines(of text: String) -> [String] {
        CleanText.body(text).split(separator: "\n", omittingEmptySubsequences: false)
            .map { String($0.map { $0 == "\u{0C}" || $0 == "\t" ? " " : $0 }) }
    }

    /// Broken at blanks; a word longer than a line is cut.
    private static func wrapped(_ line: String) -> [String] {
        var lines: [String] = []
        var current = ""
        for word in line.split(separator: " ", omittingEmptySubsequences: false) {
            var rest = String(word)
            if !current.isEmpty || !lines.isEmpty, current.count + 1 + rest.count <= columns {
                current += (current.isEmpty ? "" : " ") + rest
                continue
            }
            if !current.isEmpty { lines.append(current) }
            while rest.count > columns {
                lines.append(String(rest.prefix(columns)))
                rest = String(rest.dropFirst(columns))
            }
            current = rest
        }
        return lines + [current]
    }
}
