/// A strict reader of RFC 8259.
///
/// `JSONDecoder` reads the typed parameters, but it looks at a value only when asked for it, keeps one of two members
/// with the same name, and bounds nesting at a depth of its own. The envelope needs all of a message judged, once,
/// before any of it is believed.
struct JSONParser {
    private let bytes: UnsafeBufferPointer<UInt8>
    private let maximumDepth: Int
    private(set) var offset = 0

    init(_ bytes: UnsafeBufferPointer<UInt8>, maximumDepth: Int) {
        self.bytes = bytes
        self.maximumDepth = maximumDepth
    }

    /// Takes a member with the place of its value; false if there was one of that name already.
    typealias Member = (String, JSONValue, Range<Int>) -> Bool

    /// Reads a message that is one object, and hands over its members.
    mutating func parseMessage(_ member: Member) throws(JSONSyntaxError) {
        skipWhitespace()
        guard offset < bytes.count, bytes[offset] == UInt8(ascii: "{") else { throw failure(.notAnObject) }
        try parseMembers(depth: 1, member)
        skipWhitespace()
        guard offset == bytes.count else { throw failure(.unexpectedByte) }
    }

    /// Reads bytes that are one value and nothing else.
    mutating func parseDocument() throws(JSONSyntaxError) -> JSONValue {
        let value = try parseValue(depth: 1)
        skipWhitespace()
        guard offset == bytes.count else { throw failure(.unexpectedByte) }
        return value
    }

    private mutating func parseValue(depth: Int) throws(JSONSyntaxError) -> JSONValue {
        skipWhitespace()
        switch try peek() {
        case UInt8(ascii: "{"):
            var members: [String: JSONValue] = [:]
            try parseMembers(depth: depth) { name, value, _ in
                members.updateValue(value, forKey: name) == nil
            }
            return .object(members)
        case UInt8(ascii: "["): return .array(try parseElements(depth: depth))
        case UInt8(ascii: "\""): return .string(try parseString())
        case UInt8(ascii: "t"): return try parseLiteral("true", .bool(true))
        case UInt8(ascii: "f"): return try parseLiteral("false", .bool(false))
        case UInt8(ascii: "n"): return try parseLiteral("null", .null)
        default: return try parseNumber()
        }
    }

    private mutating func parseMembers(depth: Int, _ member: Member) throws(JSONSyntaxError) {
        guard depth <= maximumDepth else { throw failure(.tooDeep) }
        offset += 1
        skipWhitespace()
        if try peek() == UInt8(ascii: "}") {
            offset += 1
            return
        }
        while true {
            skipWhitespace()
            let nameOffset = offset
            let name = try parseString()
            skipWhitespace()
            try consume(UInt8(ascii: ":"))
            skipWhitespace()
            let start = offset
            let value = try parseValue(depth: depth + 1)
            guard member(name, value, start..<offset) else {
                throw JSONSyntaxError(reason: .duplicateName, offset: nameOffset)
            }
            skipWhitespace()
            if try consumeSeparator(orEnd: UInt8(ascii: "}")) { return }
        }
    }

    private mutating func parseElements(depth: Int) throws(JSONSyntaxError) -> [JSONValue] {
        guard depth <= maximumDepth else { throw failure(.tooDeep) }
        var elements: [JSONValue] = []
        offset += 1
        skipWhitespace()
        if try peek() == UInt8(ascii: "]") {
            offset += 1
            return elements
        }
        while true {
            elements.append(try parseValue(depth: depth + 1))
            skipWhitespace()
            if try consumeSeparator(orEnd: UInt8(ascii: "]")) { return elements }
        }
    }

    private mutating func parseLiteral(_ text: StaticString, _ value: JSONValue) throws(JSONSyntaxError) -> JSONValue {
        for index in 0..<text.utf8CodeUnitCount { try consume(text.utf8Start[index]) }
        return value
    }

    private mutating func parseNumber() throws(JSONSyntaxError) -> JSONValue {
        let start = offset
        var isInteger = true
        _ = consumeIf(UInt8(ascii: "-"))
        if !consumeIf(UInt8(ascii: "0")) { try consumeDigits() }
        if consumeIf(UInt8(ascii: ".")) {
            isInteger = false
            try consumeDigits()
        }
        if consumeIf(UInt8(ascii: "e")) || consumeIf(UInt8(ascii: "E")) {
            isInteger = false
            if !consumeIf(UInt8(ascii: "+")) { _ = consumeIf(UInt8(ascii: "-")) }
            try consumeDigits()
        }
        let text = String(decoding: bytes[start..<offset], as: UTF8.self)
        if isInteger, let value = Int64(text) { return .integer(value) }
        guard let value = Double(text), value.isFinite else {
            throw JSONSyntaxError(reason: .numberOutOfRange, offset: start)
        }
        return .number(value)
    }

    private mutating func parseString() throws(JSONSyntaxError) -> String {
        try consume(UInt8(ascii: "\""))
        let start = offset
        while true {
            let byte = try peek()
            if byte == UInt8(ascii: "\"") { break }
            if byte == UInt8(ascii: "\\") { return try parseEscapedString(from: start) }
            guard byte >= 0x20 else { throw failure(.unexpectedByte) }
            offset += 1
        }
        guard let text = String(validating: bytes[start..<offset], as: UTF8.self) else {
            throw JSONSyntaxError(reason: .invalidUTF8, offset: start)
        }
        offset += 1
        return text
    }

    private mutating func parseEscapedString(from start: Int) throws(JSONSyntaxError) -> String {
        var unescaped = Array(bytes[start..<offset])
        while true {
            let byte = try peek()
            if byte == UInt8(ascii: "\"") { break }
            if byte == UInt8(ascii: "\\") {
                offset += 1
                unescaped.append(contentsOf: String(Character(try parseEscape())).utf8)
                continue
            }
            guard byte >= 0x20 else { throw failure(.unexpectedByte) }
            unescaped.append(byte)
            offset += 1
        }
        guard let text = String(validating: unescaped, as: UTF8.self) else {
            throw JSONSyntaxError(reason: .invalidUTF8, offset: start)
        }
        offset += 1
        return text
    }

    private mutating func parseEscape() throws(JSONSyntaxError) -> Unicode.Scalar {
        let byte = try peek()
        offset += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): return Unicode.Scalar(byte)
        case UInt8(ascii: "b"): return "\u{8}"
        case UInt8(ascii: "f"): return "\u{c}"
        case UInt8(ascii: "n"): return "\n"
        case UInt8(ascii: "r"): return "\r"
        case UInt8(ascii: "t"): return "\t"
        case UInt8(ascii: "u"): break
        default: throw failure(.invalidEscape)
        }
        let unit = try parseHexadecimalUnit()
        if let scalar = Unicode.Scalar(unit) { return scalar }
        // Half of a surrogate pair: the other half must follow, and there is no character without it.
        guard UTF16.isLeadSurrogate(unit), consumeIf(UInt8(ascii: "\\")), consumeIf(UInt8(ascii: "u")) else {
            throw failure(.invalidEscape)
        }
        let trail = try parseHexadecimalUnit()
        guard UTF16.isTrailSurrogate(trail) else { throw failure(.invalidEscape) }
        let value = 0x10000 + (UInt32(unit - 0xD800) << 10) + UInt32(trail - 0xDC00)
        guard let scalar = Unicode.Scalar(value) else { throw failure(.invalidEscape) }
        return scalar
    }

    private mutating func parseHexadecimalUnit() throws(JSONSyntaxError) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let digit = Character(Unicode.Scalar(try peek())).hexDigitValue else {
                throw failure(.invalidEscape)
            }
            unit = unit << 4 | UInt16(digit)
            offset += 1
        }
        return unit
    }
}

// The cursor.
extension JSONParser {
    private func failure(_ reason: JSONSyntaxError.Reason) -> JSONSyntaxError {
        JSONSyntaxError(reason: reason, offset: offset)
    }

    private func peek() throws(JSONSyntaxError) -> UInt8 {
        guard offset < bytes.count else { throw failure(.unexpectedEnd) }
        return bytes[offset]
    }

    private mutating func consume(_ byte: UInt8) throws(JSONSyntaxError) {
        guard try peek() == byte else { throw failure(.unexpectedByte) }
        offset += 1
    }

    private mutating func consumeIf(_ byte: UInt8) -> Bool {
        guard offset < bytes.count, bytes[offset] == byte else { return false }
        offset += 1
        return true
    }

    /// Consumes a comma or the end; says whether it was the end.
    private mutating func consumeSeparator(orEnd end: UInt8) throws(JSONSyntaxError) -> Bool {
        if consumeIf(end) { return true }
        try consume(UInt8(ascii: ","))
        return false
    }

    private mutating func consumeDigits() throws(JSONSyntaxError) {
        let start = offset
        while offset < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[offset]) { offset += 1 }
        guard offset > start else {
            throw failure(offset < bytes.count ? .unexpectedByte : .unexpectedEnd)
        }
    }

    private mutating func skipWhitespace() {
        while offset < bytes.count {
            switch bytes[offset] {
            case 0x20, 0x09, 0x0A, 0x0D: offset += 1
            default: return
            }
        }
    }
}
