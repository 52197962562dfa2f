import Glibc

/// A file to be written.
enum OutputFile {
    /// Puts a text into a file, whole or not at all: it is written beside it and takes its place.
    static func replace(_ path: String, with text: String) throws {
        let file = try Replacement(path)
        try file.finish { try $0.write(text) }
    }

    /// The same with what the body writes.
    static func replace(_ path: String, _ body: (Output) async throws -> Void) async throws {
        let file = try Replacement(path)
        do {
            try await body(file.output)
        } catch {
            file.abandon()
            throw error
        }
        try file.finish { _ in }
    }

    /// Written beside the file, for its owner only.
    private struct Replacement {
        let path: String
        let temporary: String
        let descriptor: Int32
        let output: Output

        init(_ name: String) throws {
            var status = stat()
            let isThere = stat(name, &status) == 0
            guard name != "-", !isThere || status.st_mode & S_IFMT == S_IFREG else {
                throw Failure(
                    "\(name) is no ordinary file, and only such a one can be written or replaced; name another.")
            }
            // What a link leads to is replaced, not the link.
            path =
                (isThere ? realpath(name, nil) : nil).map { path in
                    defer { free(path) }
                    return String(cString: path)
                } ?? name
            temporary = "\(path).new-\(getpid())"
            // Of a process that was killed and had our number.
            unlink(temporary)
            descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { throw Self.failure(path) }
            output = Output(descriptor)
        }

        func finish(_ body: (Output) throws -> Void) throws {
            do {
                try body(output)
                try output.flush()
                guard fsync(descriptor) == 0, rename(temporary, path) == 0 else { throw Self.failure(path) }
            } catch {
                abandon()
                throw error
            }
            close(descriptor)
        }

        func abandon() {
            close(descriptor)
            unlink(temporary)
        }

        private static func failure(_ path: String) -> Failure {
            Failure(
                "\(path) cannot be written: \(String(cString: strerror(errno))); correct the path or its permissions.")
        }
    }
}
