/// Why bytes are no JSON that is accepted here.
struct JSONSyntaxError: Error, Equatable {
    enum Reason: Equatable {
        case unexpectedByte
        case unexpectedEnd
        case invalidUTF8
        case invalidEscape
        /// A name occurs twice in one object. RFC 8259 leaves the meaning open, and two readers of the same bytes
        /// could then see two different values.
        case duplicateName
        /// A number beyond the range of a double, which RFC 8259 lets a reader refuse.
        case numberOutOfRange
        case tooDeep
        case notAnObject
    }

    var reason: Reason
    /// In bytes from the start of the message.
    var offset: Int
}
