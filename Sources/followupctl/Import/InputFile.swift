import Glibc

/// A file, or the standard input, read piece by piece.
final class InputFile {
    private static let pieceBytes = 256 << 10

    private let descriptor: Int32
    /// What to call it in messages.
    let name: String
    /// Bytes of a regular file; nil for a pipe or a terminal.
    let size: Int64?

    /// Opens the file at a path; `-` is the standard input.
    init(path: String) throws {
        name = path == "-" ? "standard input" : path
        descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        var status = stat()
        guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
            throw Failure("\(path) cannot be read: \(Self.systemError); correct the path or its permissions.")
        }
        size = status.st_mode & S_IFMT == S_IFREG && path != "-" ? Int64(status.st_size) : nil
    }

    deinit {
        if descriptor > STDERR_FILENO { close(descriptor) }
    }

    /// The next piece; empty at the end.
    func read() throws -> [UInt8] {
        while true {
            var count = 0
            let piece = [UInt8](unsafeUninitializedCapacity: Self.pieceBytes) { buffer, length in
                count = Glibc.read(descriptor, buffer.baseAddress, Self.pieceBytes)
                length = max(0, count)
            }
            if count >= 0 { return piece }
            guard errno == EINTR else {
                throw Failure("\(name) cannot be read: \(Self.systemError); give a readable file.")
            }
        }
    }

    /// All that is left, as text: UTF-8, and short enough for one call to the daemon.
    func text(atMost limit: Int = 1 << 20) throws -> String {
        var bytes: [UInt8] = []
        while bytes.count <= limit {
            let piece = try read()
            if piece.isEmpty { break }
            bytes += piece
        }
        guard bytes.count <= limit else { throw Failure("\(name) is longer than 1 MiB; divide it.") }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw Failure("\(name) is not UTF-8 text; convert it with iconv(1) first.")
        }
        return text
    }

    /// The beginning, whatever its encoding: what is not UTF-8 is replaced, and what comes later is passed over.
    func beginning(atMost limit: Int) throws -> String {
        var bytes: [UInt8] = []
        while bytes.count < limit {
            let piece = try read()
            if piece.isEmpty { break }
            bytes += piece
        }
        // Whoever writes to a pipe is not to fail because nobody reads on.
        while try !read().isEmpty {}
        return String(decoding: bytes.prefix(limit).filter { $0 != 0 }, as: UTF8.self)
    }

    /// Back to the beginning of a regular file.
    func rewind() { lseek(descriptor, 0, SEEK_SET) }

    private static var systemError: String { String(cString: strerror(errno)) }
}
