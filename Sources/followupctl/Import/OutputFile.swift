import Glibc

/// A file to be written.
enum OutputFile {
    /// Puts a text into a file, whole or not at all: it is written beside it and takes its place.
    static func replace(_ path: String, with text: String) throws {
        let temporary = "\(path).new-\(getpid())"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw failure(path) }
        do {
            defer { close(descriptor) }
            try Output(descriptor).writeAndFlush(text)
            guard fsync(descriptor) == 0, rename(temporary, path) == 0 else { throw failure(path) }
        } catch {
            unlink(temporary)
            throw error
        }
    }

    private static func failure(_ path: String) -> Failure {
        Failure("\(path) cannot be written: \(String(cString: strerror(errno))); correct the path or its permissions.")
    }
}
