import Glibc

/// A process whose input and output are a test's, which talks with it while it runs.
public final class ConversingProcess: Sendable {
    private let process: ChildProcess
    private let conversation: Int32

    /// Starts it with standard input, output and error on one socket. Its input stays open until ``finish()``.
    /// - Parameters:
    ///   - arguments: The program, looked up in PATH, and its arguments.
    ///   - environment: All of its environment, but for a PATH if there is none.
    /// - Throws: `SystemError` if there is no socket, `TestFailure` if the program cannot be started.
    public init(_ arguments: [String], environment: [String: String] = [:]) throws {
        // Unlike pipes, these can be made so that no child which another test starts meanwhile holds them open.
        var ends: [Int32] = [0, 0]
        guard socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0, &ends) == 0 else {
            throw SystemError(call: "socketpair")
        }
        conversation = ends[0]
        defer { close(ends[1]) }
        process = try ChildProcess(
            arguments, environment: environment, descriptors: [0: ends[1], 1: ends[1], 2: ends[1]])
    }

    /// What the program writes up to and including a text, or to its end.
    public func read(until text: String) async throws -> String {
        try await blocking { [conversation] in
            var bytes: [UInt8] = []
            var byte: UInt8 = 0
            while Glibc.read(conversation, &byte, 1) == 1 {
                bytes.append(byte)
                if bytes.count >= text.utf8.count, bytes.suffix(text.utf8.count).elementsEqual(text.utf8) { break }
            }
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    /// Ends the program's input and waits for its end.
    /// - Returns: The exit status as a shell has it, and what it wrote since it was last read.
    public func finish() async throws -> (exit: Int32, output: String) {
        shutdown(conversation, Int32(SHUT_WR))
        let rest = try await blocking { [conversation] in
            defer { close(conversation) }
            return readAll(conversation)
        }
        return (try await poll(for: "the end of a program") { process.exitStatus() }, rest)
    }
}
