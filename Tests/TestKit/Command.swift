import Glibc

/// What a command that ran to its end left behind.
public struct CommandResult: Sendable {
    /// 128 and the signal, if one ended it.
    public let exit: Int32
    public let output: String
    public let errors: String
}

/// Runs a command to its end without blocking a task.
/// - Parameters:
///   - arguments: The program, looked up in PATH, and its arguments.
///   - environment: All of its environment, but for a PATH if there is none.
///   - descriptors: Further descriptors for it, by their number in the child.
///   - input: Its standard input.
///   - patience: How long it may take; then it is killed.
/// - Returns: How it ended, whatever its exit status.
/// - Throws: `TestFailure` if it cannot be started, `DeadlinePassed` if it is killed.
public func run(
    _ arguments: [String], environment: [String: String] = [:], descriptors: [Int32: Int32] = [:],
    input: String? = nil, patience: Duration = .seconds(60)
) async throws -> CommandResult {
    // Files, unlike pipes, never make the command wait for its reader.
    let files = try (0..<3).map { _ in try TemporaryFile() }
    defer { files.forEach { $0.close() } }
    files[0].write(input ?? "")
    var descriptors = descriptors
    for (number, file) in files.enumerated() {
        descriptors[Int32(number)] = file.descriptor
    }
    let child = try ChildProcess(arguments, environment: environment, descriptors: descriptors)
    do {
        let exit = try await poll(for: "the end of \(arguments)", patience: patience) { child.exitStatus() }
        return CommandResult(exit: exit, output: files[1].contents(), errors: files[2].contents())
    } catch {
        child.signal(SIGKILL)
        _ = try? await poll(for: "the end of a killed \(arguments)") { child.exitStatus() }
        throw error
    }
}

/// Runs a command that must succeed.
/// - Throws: `TestFailure` with what it wrote to stderr, besides what `run` throws.
public func runSuccessfully(_ arguments: [String]) async throws {
    let result = try await run(arguments)
    guard result.exit == 0 else {
        throw TestFailure(description: "\(arguments) exited with \(result.exit): \(result.errors)")
    }
}

/// A file without a name.
private struct TemporaryFile {
    let descriptor: Int32

    init() throws {
        var template = Array("/tmp/followupd-test.XXXXXX".utf8CString)
        descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw TestFailure(description: "No temporary file could be made.") }
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        unlink(template)
    }

    func write(_ text: String) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            guard count > 0 else { break }
            bytes = bytes.dropFirst(count)
        }
        lseek(descriptor, 0, SEEK_SET)
    }

    func contents() -> String {
        lseek(descriptor, 0, SEEK_SET)
        return readAll(descriptor)
    }

    func close() {
        Glibc.close(descriptor)
    }
}

/// Everything that can be read from the descriptor until its end, or, if it does not block, until it has no more.
public func readAll(_ descriptor: Int32) -> String {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
        let count = read(descriptor, &buffer, buffer.count)
        guard count > 0 else { return String(decoding: bytes, as: UTF8.self) }
        bytes.append(contentsOf: buffer[..<count])
    }
}
