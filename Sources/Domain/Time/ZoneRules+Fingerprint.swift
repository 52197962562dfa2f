extension ZoneRules {
    /// The same for rules that show the same times from 1970 to 2100, whatever the form of the file they come from, and in
    /// every run: tells whether a tzdata update has changed a zone. FNV-1a of 64 bits.
    public var fingerprint: Int64 {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        func add(_ number: Int64) {
            withUnsafeBytes(of: number.littleEndian) { bytes in
                for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
            }
        }
        var instant = Timestamp(milliseconds: 0)
        add(Int64(offset(at: instant)))
        while let next = nextTransition(after: instant), next < Self.fingerprinted {
            add(next.milliseconds)
            add(Int64(offset(at: next)))
            instant = next
        }
        return Int64(bitPattern: hash)
    }

    /// The year 2100, UTC.
    private static let fingerprinted = Timestamp(milliseconds: 4_102_444_800_000)
}
