import Domain
import Glibc

/// Reads time zones from the system's zone files, so that a tzdata update reaches the daemon.
public enum ZoneInfoDirectory {
    public static let path = "/usr/share/zoneinfo"
    /// Real zone files are a few kilobytes; anything much larger is not one.
    private static let largestFile = 1 << 20

    /// - Throws: `ZoneError` naming the zone, in one sentence.
    public static func rules(for identifier: String) throws -> ZoneRules {
        guard ZoneIdentifier.isPlausible(identifier), let bytes = read("\(path)/\(identifier)") else {
            throw ZoneError(zone: identifier)
        }
        do {
            return try ZoneRules(identifier: identifier, tzif: bytes)
        } catch {
            throw ZoneError(zone: identifier)
        }
    }

    /// The machine's own zone by name: `/etc/timezone`'s, else the target of `/etc/localtime`, else UTC.
    public static func systemZone() -> String {
        var target = [CChar](repeating: 0, count: 4096)
        let length = readlink("/etc/localtime", &target, target.count - 1)
        if length > 0 {
            let link = String(decoding: target[..<length].map(UInt8.init(bitPattern:)), as: UTF8.self)
            if let range = link.range(of: "zoneinfo/"), let name = usable(String(link[range.upperBound...])) {
                return name
            }
        }
        if let bytes = read("/etc/timezone") {
            let name = String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).first.map(
                String.init)
            if let name, let usable = usable(name) { return usable }
        }
        return "Etc/UTC"
    }

    private static func usable(_ name: String) -> String? {
        (try? rules(for: name)) == nil ? nil : name
    }

    private static func read(_ path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16384)
        while bytes.count <= largestFile {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            guard count >= 0 else { return nil }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
        return nil
    }
}

/// A zone this machine does not know.
public struct ZoneError: Error, Hashable, Sendable, CustomStringConvertible {
    public let zone: String

    public var description: String {
        "There is no time zone \(zone.prefix(100)); use a name from /usr/share/zoneinfo such as Europe/Berlin."
    }
}
