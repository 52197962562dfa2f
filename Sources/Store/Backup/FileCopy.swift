import Glibc

/// Files, copied and on disk when it returns.
enum FileCopy {
    /// Makes `target`, which must not be there, with mode 0600.
    /// - Parameters:
    ///   - input: open for reading, at the file's beginning.
    ///   - source: what it is called in an error.
    static func copy(_ input: Int32, of source: String, to target: String) throws {
        let output = open(target, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard output >= 0 else { throw failure("\(target) cannot be made") }
        defer { close(output) }
        var buffer = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = read(input, &buffer, buffer.count)
            guard count >= 0 else { throw failure("\(source) cannot be read") }
            if count == 0 { break }
            var written = 0
            while written < count {
                let step = buffer.withUnsafeBytes {
                    write(output, $0.baseAddress?.advanced(by: written), count - written)
                }
                guard step > 0 else { throw failure("\(target) cannot be written") }
                written += step
            }
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

    /// Where root works in the directory of another user.
    static func give(_ paths: [String], toOwnerOf directory: String) throws {
        var status = stat()
        guard geteuid() == 0, stat(directory, &status) == 0, status.st_uid != 0 else { return }
        for path in paths {
            guard lchown(path, status.st_uid, status.st_gid) == 0 else {
                throw failure("\(path) cannot be given to the owner of its directory")
            }
        }
    }

    private static func failure(_ what: String) -> StoreError {
        StoreError(.storageFull, "\(what): \(String(cString: strerror(errno))); nothing was changed.")
    }
}
