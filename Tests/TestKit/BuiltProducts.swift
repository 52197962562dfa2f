import Glibc

/// What the build put next to the running test bundle.
public enum BuiltProducts {
    /// The path of an executable of this package. A benchmark takes the daemon and its client from the directory that
    /// `FOLLOWUPD_BENCHMARK_PROGRAMS` names, such as that of an unpacked package; they die at no failpoint, so tests cannot.
    public static func executable(_ name: String) -> String {
        let others = getenv("FOLLOWUPD_BENCHMARK_PROGRAMS").map { String(cString: $0) }
        let isShipped = ["followupd", "followupctl"].contains(name)
        return (isShipped ? others ?? directory : directory) + "/" + name
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
