/// Reads records of comma-separated values (RFC 4180): fields in double quotes may hold commas, line ends and doubled quotes. LF ends a
/// record as well as CRLF. Works on bytes, since CRLF is one Character in Swift.
package struct CSVReader {
    package struct Record: Equatable {
        /// The line on which the record begins.
        package let line: Int
        package let fields: [String]
    }

    package enum Failure: Error, Equatable {
        /// A quoted field was never closed.
        case unclosedQuote(line: Int)
        /// A quote stands inside an unquoted field, or text behind a closing quote.
        case strayQuote(line: Int)
        case nul(line: Int)
    }

    private let bytes: [UInt8]
    private var position = 0
    private var line: Int

    package init(_ text: String, firstLine: Int) {
        bytes = Array(text.utf8)
        line = firstLine
    }

    /// The next record, nil at the end; empty lines are passed over. After a stray quote the reader goes on with the next line.
    package mutating func next() throws(Failure) -> Record? {
        while position < bytes.count, bytes[position] == .lineFeed || bytes[position] == .carriageReturn {
            passLineEnd()
        }
        guard position < bytes.count else { return nil }
        let start = line
        var fields: [String] = []
        while true {
            fields.append(try field(recordLine: start))
            guard position < bytes.count else { return Record(line: start, fields: fields) }
            if bytes[position] == .comma {
                position += 1
                if position == bytes.count { return Record(line: start, fields: fields + [""]) }
            } else {
                passLineEnd()
                return Record(line: start, fields: fields)
            }
        }
    }

    private mutating func field(recordLine: Int) throws(Failure) -> String {
        guard position < bytes.count, bytes[position] == .quote else { return try plainField(recordLine: recordLine) }
        position += 1
        var content: [UInt8] = []
        while position < bytes.count {
            let byte = bytes[position]
            position += 1
            if byte == .quote {
                guard position < bytes.count, bytes[position] == .quote else {
                    try requireFieldEnd(recordLine: recordLine)
                    return String(decoding: content, as: UTF8.self)
                }
                position += 1
            } else if byte == .lineFeed {
                line += 1
            } else if byte == 0 {
                passToNextLine()
                throw .nul(line: recordLine)
            }
            content.append(byte)
        }
        throw .unclosedQuote(line: recordLine)
    }

    private mutating func plainField(recordLine: Int) throws(Failure) -> String {
        let start = position
        while position < bytes.count, bytes[position] != .comma, bytes[position] != .lineFeed,
            bytes[position] != .carriageReturn
        {
            if bytes[position] == .quote || bytes[position] == 0 {
                let isNul = bytes[position] == 0
                passToNextLine()
                throw isNul ? .nul(line: recordLine) : .strayQuote(line: recordLine)
            }
            position += 1
        }
        return String(decoding: bytes[start..<position], as: UTF8.self)
    }

    private mutating func requireFieldEnd(recordLine: Int) throws(Failure) {
        guard position < bytes.count, bytes[position] != .comma, bytes[position] != .lineFeed,
            bytes[position] != .carriageReturn
        else { return }
        passToNextLine()
        throw .strayQuote(line: recordLine)
    }

    private mutating func passToNextLine() {
        while position < bytes.count, bytes[position] != .lineFeed { position += 1 }
        if position < bytes.count { passLineEnd() }
    }

    private mutating func passLineEnd() {
        if bytes[position] == .carriageReturn {
            position += 1
            guard position < bytes.count, bytes[position] == .lineFeed else { return line += 1 }
        }
        position += 1
        line += 1
    }
}

extension UInt8 {
    fileprivate static let lineFeed = UInt8(ascii: "\n")
    fileprivate static let carriageReturn = UInt8(ascii: "\r")
    fileprivate static let comma = UInt8(ascii: ",")
    fileprivate static let quote = UInt8(ascii: "\"")
}
