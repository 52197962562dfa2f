import FoundationEssentials
import Glibc
import Testing

@testable import Domain

/// The time zone files of this system, those glibc reads: `TZDIR`, or /usr/share/zoneinfo.
enum Zoneinfo {
    private static let directory = getenv("TZDIR").map { String(cString: $0) } ?? "/usr/share/zoneinfo"

    /// The names of all regular TZif files but the copies in `posix/` and the leap second zones in `right/`, sorted.
    static func names() throws -> [String] {
        let files = FileManager.default
        return try files.subpathsOfDirectory(atPath: directory).filter { name in
            guard !name.hasPrefix("posix/"), !name.hasPrefix("right/") else { return false }
            let attributes = try files.attributesOfItem(atPath: "\(directory)/\(name)")
            return try attributes[.type] as? FileAttributeType == .typeRegular
                && bytes(of: name).starts(with: "TZif".utf8)
        }.sorted()
    }

    static func bytes(of name: String) throws -> [UInt8] {
        let data = try #require(
            FileManager.default.contents(atPath: "\(directory)/\(name)"), "no time zone file \(name)")
        return [UInt8](data)
    }

    static func rules(of name: String) throws -> ZoneRules {
        try ZoneRules(identifier: name, tzif: bytes(of: name))
    }
}
