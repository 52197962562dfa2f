import Glibc
import Synchronization

/// What the build put next to the running test bundle.
public enum BuiltProducts {
    /// Where a benchmark takes the daemon and its client from instead, such as an unpacked package. Those die at no failpoint: nothing for tests.
    public static let shippedDirectory = Mutex<String?>(nil)

    /// The path of an executable of this package.
    public static func executable(_ name: String) -> String {
        let isShipped = ["followupd", "followupctl"].contains(name)
        return (isShipped ? shippedDirectory.withLock { $0 } ?? directory : directory) + "/" + name
    }

    private static var directory: String {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        let path = String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return path.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 }
    }
}

/// The package's own files, found from a file below its Tests folder.
public enum PackageFiles {
    /// The path of a file given as `Deploy/systemd/followupd.service`.
    public static func path(_ relative: String, from file: String = #filePath) -> String {
        let parts = file.split(separator: "/")
        let root = parts.prefix { $0 != "Tests" }
        return "/" + (root + [Substring(relative)]).joined(separator: "/")
    }
}
