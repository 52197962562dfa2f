import FoundationEssentials
import Glibc

/// A fresh directory, gone with the value.
public final class TemporaryDirectory: Sendable {
    public let path: String

    public init() throws {
        let base = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
        var template = Array("\(base)/followupd-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw DirectoryError(reason: String(cString: strerror(errno))) }
        path = template.withUnsafeBufferPointer { buffer in
            String(decoding: buffer.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
        }
    }

    deinit { removeNow() }

    /// Removes it before the value goes.
    public func remove() async { removeNow() }

    private func removeNow() { try? FileManager.default.removeItem(atPath: path) }

    /// The path of a file in it.
    public func path(_ name: String) -> String { "\(path)/\(name)" }

    public func write(_ text: String, to name: String) throws { try write(Array(text.utf8), to: name) }

    public func write(_ bytes: [UInt8], to name: String) throws {
        try Data(bytes).write(to: URL(filePath: path(name)))
    }

    /// The text of a file in it.
    public func read(_ name: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: path(name))), as: UTF8.self)
    }

    /// Another directory with the same files.
    public func copy() throws -> TemporaryDirectory {
        let other = try TemporaryDirectory()
        let files = FileManager.default
        for name in try files.contentsOfDirectory(atPath: path) {
            try files.copyItem(atPath: path(name), toPath: other.path(name))
        }
        return other
    }

    public struct DirectoryError: Error {
        public let reason: String
    }
}

/// Makes a directory for the body and removes it afterwards.
public func withTemporaryDirectory<Result>(
    _ body: (TemporaryDirectory) async throws -> Result
) async throws -> Result {
    let directory = try TemporaryDirectory()
    let result = try await body(directory)
    await directory.remove()
    return result
}
