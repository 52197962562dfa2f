/// The rules a Message-ID keeps wherever it is written: in a header, in a file's name.
enum MessageID {
    /// - Throws: ``DeliveryError/invalidMessageID(_:)`` unless `text` is `<left@right>` in printable ASCII, of at most
    ///   250 characters (RFC 5322 section 3.6.4, which allows a line of 998).
    static func check(_ text: String) throws(DeliveryError) {
        let bytes = Array(text.utf8)
        guard bytes.count <= 250 else { throw .invalidMessageID("is longer than 250 characters") }
        guard bytes.count >= 2, bytes.first == UInt8(ascii: "<"), bytes.last == UInt8(ascii: ">") else {
            throw .invalidMessageID("is not enclosed in < and >")
        }
        let inside = bytes.dropFirst().dropLast()
        guard inside.allSatisfy({ (0x21...0x7E).contains($0) && !"<>".utf8.contains($0) }) else {
            throw .invalidMessageID("has a character that is not allowed in it")
        }
        let sides = inside.split(separator: UInt8(ascii: "@"), omittingEmptySubsequences: false)
        guard sides.count == 2, sides.allSatisfy({ !$0.isEmpty }) else {
            throw .invalidMessageID("does not have exactly one @ between two parts")
        }
    }

    /// The id as the stem of a file name, different for different ids: everything but letters, digits and `@ . _ + -`
    /// is `%XX`, and so is a leading dot, which would hide the file.
    /// - Throws: ``DeliveryError/invalidMessageID(_:)`` also if the name would be longer than 240 characters.
    static func fileStem(_ text: String) throws(DeliveryError) -> String {
        try check(text)
        var stem = ""
        for byte in text.utf8.dropFirst().dropLast() {
            let scalar = Unicode.Scalar(byte)
            let safe = Character(scalar).isLetter || Character(scalar).isNumber || "@._+-".utf8.contains(byte)
            if safe && !(stem.isEmpty && scalar == ".") {
                stem.unicodeScalars.append(scalar)
            } else {
                stem += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
            }
        }
        guard stem.utf8.count <= 240 else { throw .invalidMessageID("is too long for the name of a file") }
        return stem
    }
}
