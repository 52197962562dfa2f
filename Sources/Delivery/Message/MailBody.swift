/// The text of a mail, encoded for transport (RFC 2045): `7bit` where nothing on the way could change it, else
/// quoted-printable. Lines end in LF.
struct MailBody {
    enum TransferEncoding: String {
        case sevenBit = "7bit"
        case quotedPrintable = "quoted-printable"
    }

    let transferEncoding: TransferEncoding
    let bytes: [UInt8]

    init(_ text: String) {
        let clean = Array(CleanText.body(text).utf8)
        let lines = clean.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast()
        if lines.allSatisfy(Self.survivesUnencoded) {
            transferEncoding = .sevenBit
            bytes = clean
        } else {
            transferEncoding = .quotedPrintable
            bytes = Self.quotedPrintable(lines)
        }
    }

    /// A line may stay as it is if it is short, printable ASCII without white space at its end (relays strip it), and
    /// does not begin with "." (SMTP's end of data) or "From " (a mailbox file's message separator).
    private static func survivesUnencoded(_ line: ArraySlice<UInt8>) -> Bool {
        guard let first = line.first, let last = line.last else { return true }
        return line.count <= 78 && first != UInt8(ascii: ".") && !line.starts(with: from) && !isWhiteSpace(last)
            && line.allSatisfy { (0x20...0x7E).contains($0) || $0 == UInt8(ascii: "\t") }
    }

    private static func quotedPrintable(_ lines: ArraySlice<ArraySlice<UInt8>>) -> [UInt8] {
        // One of the 76 columns stays free for the "=" of a soft line break.
        let limit = 75
        var output: [UInt8] = []
        for line in lines {
            var column = 0
            var index = line.startIndex
            while index < line.endIndex {
                let next = endOfCharacter(in: line, at: index)
                var literal = isLiteral(line, index..<next, atLineStart: column == 0)
                if column + (literal ? 1 : 3 * (next - index)) > limit {
                    output += [UInt8(ascii: "="), UInt8(ascii: "\n")]
                    column = 0
                    literal = isLiteral(line, index..<next, atLineStart: true)
                }
                if literal {
                    output.append(line[index])
                    column += 1
                } else {
                    for byte in line[index..<next] {
                        output.append(UInt8(ascii: "="))
                        output.append(hexadecimal[Int(byte >> 4)])
                        output.append(hexadecimal[Int(byte & 15)])
                    }
                    column += 3 * (next - index)
                }
                index = next
            }
            output.append(UInt8(ascii: "\n"))
        }
        return output
    }

    /// A character's bytes are kept on one line: legal either way, but readable only so.
    private static func endOfCharacter(in line: ArraySlice<UInt8>, at start: Int) -> Int {
        var end = start + 1
        while end < line.endIndex, line[end] & 0b1100_0000 == 0b1000_0000 { end += 1 }
        return end
    }

    private static func isLiteral(_ line: ArraySlice<UInt8>, _ character: Range<Int>, atLineStart: Bool) -> Bool {
        let first = line[character.lowerBound]
        switch first {
        case UInt8(ascii: " "), UInt8(ascii: "\t"): return character.upperBound < line.endIndex
        case UInt8(ascii: "="): return false
        case UInt8(ascii: "."): return !atLineStart
        case UInt8(ascii: "F"): return !(atLineStart && line[character.lowerBound...].starts(with: from))
        default: return (0x21...0x7E).contains(first)
        }
    }

    private static let hexadecimal = Array("0123456789ABCDEF".utf8)
    private static let from = Array("From ".utf8)

    private static func isWhiteSpace(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
    }
}
