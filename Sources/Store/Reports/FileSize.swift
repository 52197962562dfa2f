import Glibc

enum FileSize {
    /// Bytes; 0 for a file that is not there.
    static func of(_ path: String) -> Int64 {
        var information = stat()
        return stat(path, &information) == 0 ? Int64(information.st_size) : 0
    }
}
