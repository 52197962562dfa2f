/// The 64-bit data of a TZif file of version 2 or later (RFC 8536), checked as far as it is used.
///
/// A file is two blocks of the same layout, one with 32-bit times for old readers, which is skipped, and one with 64-bit times;
/// a rule for the time after them ends it. Both `fat` and `slim` files of zic are read: they differ in how much the 32-bit
/// block holds and in how early the rule takes over.
struct TZifFile {
    /// The times the offset may change at, in seconds since the epoch, ascending.
    let transitions: [Int]
    /// The offset from each of them on, in seconds east of UTC.
    let offsets: [Int]
    /// The offset before the first of them.
    let initialOffset: Int
    /// What holds from the last of them on, nil where the file leaves that open.
    let rule: PosixZoneRule?

    init(_ bytes: [UInt8]) throws(ZoneRulesProblem) {
        var reader = TZifReader(bytes)
        let legacy = try reader.header()
        guard legacy.version >= UInt8(ascii: "2") else { throw .versionTooOld }
        try reader.skip(legacy.size(timeWidth: 4))
        let header = try reader.header()
        // What the header announces must be there before anything is allocated for it.
        guard header.size(timeWidth: 8) <= reader.remaining else { throw .truncated }
        try header.check()

        let transitions = try Self.transitions(header.transitionCount, from: &reader)
        let indices = try reader.take(header.transitionCount)
        let typeOffsets = try Self.typeOffsets(header, from: &reader)
        guard indices.allSatisfy({ Int($0) < typeOffsets.count }) else {
            throw .malformed("a transition to a local time type it does not have")
        }
        // Names and the standard/UT indicators matter to nobody here.
        try reader.skip(header.nameBytes + header.standardIndicatorCount + header.utIndicatorCount)
        self.transitions = transitions
        offsets = indices.map { typeOffsets[Int($0)] }
        initialOffset = typeOffsets[0]
        rule = try Self.rule(from: &reader)
    }

    private static func transitions(
        _ count: Int, from reader: inout TZifReader
    ) throws(ZoneRulesProblem) -> [Int] {
        // zic writes nothing outside (RFC 8536, section 3.2); inside, no sum overflows.
        let range = -(1 << 59)...(1 << 59)
        var times: [Int] = []
        times.reserveCapacity(count)
        for _ in 0..<count {
            let time = Int(Int64(bitPattern: try reader.bigEndian(UInt64.self)))
            guard range.contains(time) else { throw .malformed("a transition out of range") }
            if let last = times.last, last >= time { throw .malformed("transitions out of order") }
            times.append(time)
        }
        return times
    }

    private static func typeOffsets(
        _ header: TZifHeader, from reader: inout TZifReader
    ) throws(ZoneRulesProblem) -> [Int] {
        var offsets: [Int] = []
        for _ in 0..<header.typeCount {
            let offset = Int(Int32(bitPattern: try reader.bigEndian(UInt32.self)))
            let isDaylightSaving = try reader.bigEndian(UInt8.self)
            let nameIndex = try reader.bigEndian(UInt8.self)
            guard (-89_999...93_599).contains(offset) else { throw .malformed("an offset of more than a day") }
            guard isDaylightSaving <= 1, Int(nameIndex) < header.nameBytes else {
                throw .malformed("a local time type that is not valid")
            }
            offsets.append(offset)
        }
        return offsets
    }

    /// The rule between the two newlines at the end; an empty one says nothing.
    private static func rule(from reader: inout TZifReader) throws(ZoneRulesProblem) -> PosixZoneRule? {
        let newline = UInt8(ascii: "\n")
        guard try reader.bigEndian(UInt8.self) == newline else { throw .malformed("no rule after its transitions") }
        guard let text = reader.take(upTo: newline) else { throw .truncated }
        if text.isEmpty { return nil }
        guard let rule = PosixZoneRule(posix: text) else {
            throw .malformed("a rule after its transitions that is not understood")
        }
        return rule
    }
}
