/// The header of a TZif data block (RFC 8536, section 3.1).
struct TZifHeader {
    let version: UInt8
    let utIndicatorCount: Int
    let standardIndicatorCount: Int
    let leapSecondCount: Int
    let transitionCount: Int
    let typeCount: Int
    let nameBytes: Int

    /// Bytes of the data block after the header, where a time takes 4 or 8. Counts are 32 bits wide: this cannot overflow.
    func size(timeWidth: Int) -> Int {
        transitionCount * (timeWidth + 1) + typeCount * 6 + nameBytes + leapSecondCount * (timeWidth + 4)
            + standardIndicatorCount + utIndicatorCount
    }

    /// The rules of section 3.2 for the counts, and no leap seconds.
    func check() throws(ZoneRulesProblem) {
        guard leapSecondCount == 0 else { throw .countsLeapSeconds }
        guard typeCount > 0, nameBytes > 0 else { throw .malformed("no local time types") }
        guard
            standardIndicatorCount == 0 || standardIndicatorCount == typeCount,
            utIndicatorCount == 0 || utIndicatorCount == typeCount
        else { throw .malformed("indicators that do not match its local time types") }
    }
}

/// Reads the bytes of a TZif file in order; every method throws `truncated` where they run out.
struct TZifReader {
    private static let magic: [UInt8] = [0x54, 0x5a, 0x69, 0x66]

    private var rest: ArraySlice<UInt8>

    init(_ bytes: [UInt8]) {
        rest = bytes[...]
    }

    var remaining: Int { rest.count }

    mutating func header() throws(ZoneRulesProblem) -> TZifHeader {
        guard rest.starts(with: Self.magic) else { throw .notTZif }
        try skip(Self.magic.count)
        let version = try bigEndian(UInt8.self)
        try skip(15)
        return TZifHeader(
            version: version,
            utIndicatorCount: try count(),
            standardIndicatorCount: try count(),
            leapSecondCount: try count(),
            transitionCount: try count(),
            typeCount: try count(),
            nameBytes: try count())
    }

    private mutating func count() throws(ZoneRulesProblem) -> Int {
        Int(try bigEndian(UInt32.self))
    }

    mutating func bigEndian<Value: FixedWidthInteger>(_: Value.Type) throws(ZoneRulesProblem) -> Value {
        try take(Value.bitWidth / 8).reduce(0) { $0 << 8 | Value(truncatingIfNeeded: $1) }
    }

    mutating func skip(_ count: Int) throws(ZoneRulesProblem) {
        _ = try take(count)
    }

    mutating func take(_ count: Int) throws(ZoneRulesProblem) -> ArraySlice<UInt8> {
        guard count <= rest.count else { throw .truncated }
        defer { rest = rest.dropFirst(count) }
        return rest.prefix(count)
    }

    /// The bytes before the terminator, which is consumed; nil if there is none.
    mutating func take(upTo terminator: UInt8) -> ArraySlice<UInt8>? {
        guard let end = rest.firstIndex(of: terminator) else { return nil }
        defer { rest = rest[(end + 1)...] }
        return rest[..<end]
    }
}
