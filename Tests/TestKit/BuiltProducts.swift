import Glibc

/// What the build put next to the running test bundle; or, by `FOLLOWUPD_TEST_PROGRAMS`, the programs in another directory, such as those that
/// are packaged.
public enum BuiltProducts {
    /// The path of an executable of this package.
    public static func executable(_ name: String) -> String {
        (getenv("FOLLOWUPD_TEST_PROGRAMS").map { String(cString: $0) } ?? directory) + "/" + name
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
