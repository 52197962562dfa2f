import Dispatch
import Glibc

/// How a program ended, and what it said.
struct Finished: Sendable {
    let status: Int32
    let output: String
    let errors: String

    var lines: [String] { output.split(separator: "\n").map(String.init) }
}

/// Runs the real followupctl, which is built next to the tests.
enum Followupctl {
    static let path: String = {
        var target = [CChar](repeating: 0, count: 4_096)
        let length = readlink("/proc/self/exe", &target, target.count)
        let tests = String(decoding: target.prefix(max(0, length)).map(UInt8.init(bitPattern:)), as: UTF8.self)
        return tests.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
            + "/followupctl"
    }()

    static func run(
        _ arguments: [String], input: String? = nil, environment: [String: String] = [:]
    ) async throws -> Finished {
        try await Program(path: path, arguments: arguments, environment: environment).run(input: input)
    }
}

/// A program to run with everything it says kept.
struct Program: Sendable {
    let path: String
    let arguments: [String]
    let environment: [String: String]

    func run(input: String? = nil) async throws -> Finished {
        let directory = try TemporaryDirectory()
        let inputPath = try input.map { try directory.write(Array($0.utf8), to: "input") } ?? "/dev/null"
        let process = try spawn(
            input: inputPath, output: directory.path("output"), errors: directory.path("errors"))
        let status = await withCheckedContinuation { continuation in
            // Waiting blocks a thread, which must not be one of the few that tasks run on.
            DispatchQueue(label: "waitpid").async {
                var status: Int32 = 0
                while waitpid(process, &status, 0) < 0 && errno == EINTR {}
                continuation.resume(returning: status)
            }
        }
        let code = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
        return Finished(status: code, output: try directory.read("output"), errors: try directory.read("errors"))
    }

    private func spawn(input: String, output: String, errors: String) throws -> pid_t {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, input, O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, output, O_WRONLY | O_CREAT, 0o600)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, errors, O_WRONLY | O_CREAT, 0o600)
        let variables = ["PATH": "/usr/bin:/bin", "TZ": "UTC"].merging(environment) { _, own in own }
        let argumentTexts = ([path] + arguments).map { strdup($0) }
        let variableTexts = variables.map { strdup("\($0.key)=\($0.value)") }
        defer { (argumentTexts + variableTexts).forEach { free($0) } }
        var process = pid_t()
        let code = posix_spawn(&process, path, &actions, nil, argumentTexts + [nil], variableTexts + [nil])
        guard code == 0 else { throw SystemFailure(call: "posix_spawn \(path)", code: code) }
        return process
    }
}
