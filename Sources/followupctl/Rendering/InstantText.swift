import Domain
import Glibc

/// Instants as RFC 3339, with the offset of an object's own zone, or the machine's where the object has none.
final class InstantText {
    private static let directory = getenv("TZDIR").map { String(cString: $0) } ?? "/usr/share/zoneinfo"
    /// Real zone files are a few kilobytes.
    private static let largestFile = 1 << 20

    private var rules: [String: ZoneRules?] = [:]

    /// Writes an instant in milliseconds since the Unix epoch; `zone` is an IANA name. UTC stands in for a zone that this
    /// machine does not know: the instant stays the same.
    func text(_ milliseconds: Int64, zone: String?) -> String {
        let instant = Timestamp(milliseconds: milliseconds)
        guard let zone else { return instant.rfc3339(offset: Self.localOffset(at: instant)) }
        return instant.rfc3339(offset: zoneRules(zone)?.offset(at: instant) ?? 0)
    }

    /// Seconds east of UTC on this machine, as TZ and `/etc/localtime` say (tzset(3)).
    private static func localOffset(at instant: Timestamp) -> Int {
        var seconds = time_t(instant.milliseconds / 1_000)
        if instant.milliseconds < 0, instant.milliseconds % 1_000 != 0 { seconds -= 1 }
        var local = tm()
        guard localtime_r(&seconds, &local) != nil else { return 0 }
        return local.tm_gmtoff
    }

    private func zoneRules(_ name: String) -> ZoneRules? {
        if let known = rules[name] { return known }
        let found = Self.read(name)
        rules[name] = .some(found)
        return found
    }

    private static func read(_ name: String) -> ZoneRules? {
        // The name comes over the wire, and must not lead out of the directory.
        guard ZoneIdentifier.isPlausible(name) else { return nil }
        guard let file = try? InputFile(path: "\(directory)/\(name)") else { return nil }
        var bytes: [UInt8] = []
        while bytes.count <= largestFile, let more = try? file.read(), !more.isEmpty { bytes += more }
        return try? ZoneRules(identifier: name, tzif: bytes)
    }
}
