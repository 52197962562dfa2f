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

        init(_ path: String) throws {
            self.path = path
            temporary = "\(path).new-\(getpid())"
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
