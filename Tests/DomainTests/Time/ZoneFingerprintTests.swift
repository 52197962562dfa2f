import Domain
import Testing

@Suite("What tells whether a zone's rules have changed")
struct ZoneFingerprintTests {
    @Test("the same rules have the same fingerprint, in every run; no two zones of other times have")
    func zones() throws {
        // Written down, since databases keep it.
        #expect(try Zoneinfo.rules(of: "UTC").fingerprint == ZoneRules.utc.fingerprint)
        #expect(ZoneRules.utc.fingerprint == Self.utc)
        var byFingerprint: [Int64: (name: String, rules: ZoneRules)] = [:]
        for name in try Zoneinfo.names() {
            let rules = try Zoneinfo.rules(of: name)
            guard let other = byFingerprint.updateValue((name, rules), forKey: rules.fingerprint) else { continue }
            for year in stride(from: Int64(1970), to: 2100, by: 1) {
                for day in stride(from: Int64(0), to: 365, by: 11) {
                    let instant = Timestamp(milliseconds: ((year - 1970) * 365 + day) * 86_400_000)
                    #expect(rules.offset(at: instant) == other.rules.offset(at: instant), "\(name) \(other.name)")
                }
            }
        }
        #expect(byFingerprint.count > 100)
    }

    /// FNV-1a of eight zero bytes.
    private static let utc: Int64 = {
        (0..<8).reduce(into: UInt64(0xcbf2_9ce4_8422_2325)) { hash, _ in hash = hash &* 0x100_0000_01b3 }
    }().bitPatternSigned
}

extension UInt64 {
    fileprivate var bitPatternSigned: Int64 { Int64(bitPattern: self) }
}
