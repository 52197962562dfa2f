/// Makes TZif files for cases no real zone has. The first block is empty, as zic's slim files have it.
struct TZifFixture {
    struct LocalTimeType {
        var offset: Int32
        var isDaylightSaving = false
    }

    var version = UInt8(ascii: "2")
    var types = [LocalTimeType(offset: 0)]
    var transitions: [(time: Int64, type: UInt8)] = []
    var rule = ""

    var bytes: [UInt8] {
        var bytes = header(transitions: 0, types: 1, names: 1)
        bytes += [UInt8](repeating: 0, count: 7)
        bytes += header(transitions: transitions.count, types: types.count, names: 4)
        for transition in transitions { bytes += bigEndian(transition.time) }
        bytes += transitions.map(\.type)
        for type in types { bytes += bigEndian(type.offset) + [type.isDaylightSaving ? 1 : 0, 0] }
        bytes += [UInt8]("XXX\0".utf8)
        return bytes + [UInt8]("\n\(rule)\n".utf8)
    }

    private func header(transitions: Int, types: Int, names: Int) -> [UInt8] {
        let counts = [0, 0, 0, transitions, types, names].flatMap { bigEndian(Int32($0)) }
        return [UInt8]("TZif".utf8) + [version] + [UInt8](repeating: 0, count: 15) + counts
    }

    private func bigEndian(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value.bigEndian) { [UInt8]($0) }
    }
}
