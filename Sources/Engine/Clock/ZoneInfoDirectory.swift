import Domain
import Glibc

/// Reads time zones from the system's zone files, so that a tzdata update reaches the daemon.
public enum ZoneInfoDirectory {
    /// Where glibc looks too: TZDIR's directory, if that is set (tzset(3)).
    public static let path = getenv("TZDIR").map { String(cString: $0) } ?? "/usr/share/zoneinfo"
    /// Real zone files are a few kilobytes; anything much larger is not one.
    private static let largestFile = 1 << 20

    /// - Throws: `ZoneError` naming the zone, in one sentence.
    public static func rules(for identifier: String) throws -> ZoneRules {
        guard ZoneIdentifier.isPlausible(identifier) else { throw ZoneError(zone: identifier) }
        guard let bytes = read("\(path)/\(identifier)") else {
            // Of a machine that is out of descriptors, say, nobody is to be told that it has no such zone.
            let isObstacle = ![ENOENT, ENOTDIR, EISDIR, ENAMETOOLONG, EFBIG].contains(errno)
            throw ZoneError(zone: identifier, obstacle: isObstacle ? String(cString: strerror(errno)) : nil)
        }
        do {
            return try ZoneRules(identifier: identifier, tzif: bytes)
        } catch {
            // What is no zone file at all is no zone; one that is damaged is to be mended, not named differently.
            throw ZoneError(zone: identifier, damage: error.problem == .notTZif ? nil : error)
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

    /// nil: `errno` says why.
    private static func read(_ path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer {
            let reason = errno
            close(descriptor)
            errno = reason
        }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 16384)
        while bytes.count <= largestFile {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            guard count >= 0 else { return nil }
            if count == 0 { return bytes }
            bytes += buffer[..<count]
        }
        errno = EFBIG
        return nil
    }
}

/// A zone that this machine does not know, or whose file cannot be read.
public struct ZoneError: Error, Hashable, Sendable, CustomStringConvertible {
    public let zone: String
    /// What the system says of a file that may be there.
    public let obstacle: String?
    /// What is wrong with a file that could be read.
    public let damage: ZoneRulesError?

    init(zone: String, obstacle: String? = nil, damage: ZoneRulesError? = nil) {
        self.zone = zone
        self.obstacle = obstacle
        self.damage = damage
    }

    /// Whether another name would not help.
    public var isFaultOfMachine: Bool {
        obstacle != nil || damage.map { $0.problem != .countsLeapSeconds } ?? false
    }

    public var description: String {
        if let damage { return damage.description }
        if let obstacle {
            return
                "The file of time zone \(zone.prefix(100)) cannot be read (\(obstacle)); look after the machine and try again."
        }
        return
            "There is no time zone \(zone.prefix(100)); use a name from \(ZoneInfoDirectory.path) such as Europe/Berlin."
    }
}
