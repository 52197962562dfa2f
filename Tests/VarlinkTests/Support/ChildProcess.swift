import Glibc
import Synchronization

/// A program that a test started.
final class ChildProcess: Sendable {
    struct Outcome: Sendable {
        var status: Int32
        var output: String
    }

    let processID: pid_t
    private let input: Int32
    private let output: Int32

    /// Held from making a pipe to marking it: a child started in between would keep it open.
    private static let spawning = Mutex(())

    /// Standard output and error come together; standard input stays open until `closeInput`.
    init(_ arguments: [String], environment: [String: String] = [:]) throws {
        let ends = try Self.spawning.withLock { _ in try Self.spawn(arguments, environment) }
        (processID, input, output) = (ends.processID, ends.input, ends.output)
    }

    private static func spawn(
        _ arguments: [String], _ environment: [String: String]
    ) throws -> (processID: pid_t, input: Int32, output: Int32) {
        var inputPipe: [Int32] = [0, 0]
        var outputPipe: [Int32] = [0, 0]
        guard pipe(&inputPipe) == 0, pipe(&outputPipe) == 0 else { throw SystemError(call: "pipe") }
        for descriptor in inputPipe + outputPipe { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_adddup2(&actions, inputPipe[0], 0)
        posix_spawn_file_actions_adddup2(&actions, outputPipe[1], 1)
        posix_spawn_file_actions_adddup2(&actions, outputPipe[1], 2)
        var variables = Self.environment
        for (name, value) in environment { variables[name] = value }
        let argumentPointers = arguments.map { strdup($0) } + [nil]
        let variablePointers = variables.map { strdup("\($0)=\($1)") } + [nil]
        defer { for pointer in argumentPointers + variablePointers { free(pointer) } }
        var processID = pid_t()
        let code = posix_spawnp(&processID, arguments[0], &actions, nil, argumentPointers, variablePointers)
        Glibc.close(inputPipe[0])
        Glibc.close(outputPipe[1])
        guard code == 0 else { throw SystemError(call: "posix_spawn \(arguments[0])") }
        return (processID, inputPipe[1], outputPipe[0])
    }

    /// Returns what the program writes up to and including a text, or to its end.
    func read(until text: String) async throws -> String {
        try await blocking { [output] in
            var bytes: [UInt8] = []
            var byte: UInt8 = 0
            while Glibc.read(output, &byte, 1) == 1 {
                bytes.append(byte)
                if bytes.count >= text.utf8.count, bytes.suffix(text.utf8.count).elementsEqual(text.utf8) { break }
            }
            return String(decoding: bytes, as: UTF8.self)
        }
    }

    /// Ends the program's input and waits for its end.
    func finish() async throws -> Outcome {
        Glibc.close(input)
        return try await blocking { [output, processID] in
            var bytes: [UInt8] = []
            var buffer = [UInt8](repeating: 0, count: 4096)
            while true {
                let count = Glibc.read(output, &buffer, buffer.count)
                guard count > 0 else { break }
                bytes.append(contentsOf: buffer[..<count])
            }
            Glibc.close(output)
            var status: Int32 = 0
            guard waitpid(processID, &status, 0) == processID else { throw SystemError(call: "waitpid") }
            let code = status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
            return Outcome(status: code, output: String(decoding: bytes, as: UTF8.self))
        }
    }

    static func run(_ arguments: [String], environment: [String: String] = [:]) async throws -> Outcome {
        try await ChildProcess(arguments, environment: environment).finish()
    }

    /// A program built along with the tests.
    static func product(_ name: String) throws -> String {
        let path = "\(try productFolder())/\(name)"
        guard access(path, X_OK) == 0 else { throw SystemError(call: path) }
        return path
    }

    /// Where the build puts the tests and programs.
    static func productFolder() throws -> String {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        guard count > 0 else { throw SystemError(call: "readlink") }
        let own = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
        return "/" + own.split(separator: "/").dropLast().joined(separator: "/")
    }

    static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }

    /// What this process was started with; `environ` itself may change under a reader.
    private static var environment: [String: String] {
        let descriptor = open("/proc/self/environ", O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return [:] }
        defer { Glibc.close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = Glibc.read(descriptor, &buffer, buffer.count)
            guard count > 0 else { break }
            bytes.append(contentsOf: buffer[..<count])
        }
        let pairs = bytes.split(separator: 0).compactMap { entry -> (String, String)? in
            guard let equals = entry.firstIndex(of: UInt8(ascii: "=")) else { return nil }
            let value = entry[entry.index(after: equals)...]
            return (String(decoding: entry[..<equals], as: UTF8.self), String(decoding: value, as: UTF8.self))
        }
        return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
    }
}
