import Glibc

/// Files, copied and on disk when it returns.
enum FileCopy {
    /// Makes `target`, which must not be there, with mode 0600.
    static func copy(_ source: String, to target: String) throws {
        let input = open(source, O_RDONLY | O_CLOEXEC)
        guard input >= 0 else { throw failure("\(source) cannot be read") }
        defer { close(input) }
        let output = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard output >= 0 else { throw failure("\(target) cannot be made") }
        defer { close(output) }
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = read(input, &buffer, buffer.count)
            guard count >= 0 else { throw failure("\(source) cannot be read") }
            if count == 0 { break }
            guard write(output, buffer, count) == count else { throw failure("\(target) cannot be written") }
        }
        guard fsync(output) == 0 else { throw failure("\(target) cannot be written") }
    }

    /// Of a file or a directory.
    static func makeDurable(_ path: String) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw failure("\(path) cannot be opened") }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw failure("\(path) cannot be written") }
    }

    private static func failure(_ what: String) -> StoreError {
        StoreError(.storageFull, "\(what): \(String(cString: strerror(errno))); nothing was changed.")
    }
}
