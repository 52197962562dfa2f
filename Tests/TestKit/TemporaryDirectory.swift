import Glibc

/// A fresh directory below /tmp that is removed with what is in it.
public struct TemporaryDirectory: Sendable {
    public let path: String

    public init() throws {
        var template = Array("/tmp/followupd-test.XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else {
            throw TestFailure(description: "No temporary directory could be made.")
        }
        path = template.withUnsafeBufferPointer { buffer in
            String(decoding: buffer.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }

    public func remove() async {
        _ = try? await run(["rm", "-rf", "--", path])
    }
}

/// Makes a directory for the body and removes it afterwards.
public func withTemporaryDirectory<Result>(
    _ body: (TemporaryDirectory) async throws -> Result
) async throws -> Result {
    let directory = try TemporaryDirectory()
    do {
        let result = try await body(directory)
        await directory.remove()
        return result
    } catch {
        await directory.remove()
        throw error
    }
}
