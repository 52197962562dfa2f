/// Reads ASCII text field by field; a method that returns nil or false has consumed nothing that matters, as its caller gives up.
struct TextScanner {
    private var rest: ArraySlice<UInt8>

    init(_ text: String) {
        rest = Array(text.utf8)[...]
    }

    init(_ bytes: ArraySlice<UInt8>) {
        rest = bytes
    }

    var isAtEnd: Bool { rest.isEmpty }

    var next: Unicode.Scalar? { rest.first.map { Unicode.Scalar($0) } }

    /// Consumes the character if it comes next.
    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard next == character else { return false }
        rest.removeFirst()
        return true
    }

    /// Consumes exactly `count` digits.
    mutating func number(digits count: Int) -> Int? {
        number(digits: count...count)
    }

    /// Consumes as many digits as come next and fit the range, nil if there are too few. 18 digits cannot overflow.
    mutating func number(digits count: ClosedRange<Int>) -> Int? {
        var value = 0
        var read = 0
        while read < count.upperBound, let digit = rest.first, (0x30...0x39).contains(digit) {
            value = value * 10 + Int(digit - 0x30)
            read += 1
            rest.removeFirst()
        }
        return read < count.lowerBound ? nil : value
    }

    /// Consumes the longest run of bytes that satisfy the predicate, and returns its length.
    mutating func skip(while predicate: (UInt8) -> Bool) -> Int {
        let run = rest.prefix(while: predicate)
        rest = rest[run.endIndex...]
        return run.count
    }
}

extension String {
    /// Appends a number that is not negative, with leading zeros up to `width` digits.
    mutating func append(_ number: Int, width: Int) {
        let digits = String(number)
        append(String(repeating: "0", count: max(0, width - digits.utf8.count)))
        append(digits)
    }
}
