import Glibc
import Synchronization

/// A process started by a test, with only the environment and the descriptors it is given.
public final class ChildProcess: Sendable {
    public let id: pid_t
    private let end = Mutex<Int32?>(nil)

    /// - Parameters:
    ///   - arguments: The program, looked up in PATH, and its arguments.
    ///   - environment: All of its environment, but for a PATH if there is none.
    ///   - descriptors: By their number in the child, descriptors of this process, which stay the caller's.
    /// - Throws: `TestFailure` if the program cannot be started.
    public init(
        _ arguments: [String], environment: [String: String] = [:], descriptors: [Int32: Int32] = [:]
    ) throws {
        // Copies far above the numbers they go to, so that none is overwritten before its turn.
        var copies: [Int32: Int32] = [:]
        defer { copies.values.forEach { close($0) } }
        for (number, descriptor) in descriptors {
            copies[number] = fcntl(descriptor, F_DUPFD_CLOEXEC, 200)
        }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for number in 0..<Int32(3) where copies[number] == nil {
            posix_spawn_file_actions_addopen(&actions, number, "/dev/null", O_RDWR, 0)
        }
        for (number, copy) in copies {
            posix_spawn_file_actions_adddup2(&actions, copy, number)
        }
        // The mask of a worker thread blocks signals that the child must get.
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))

        var environment = environment
        if environment["PATH"] == nil { environment["PATH"] = "/usr/sbin:/usr/bin:/sbin:/bin" }
        // Of a run under a sanitizer (Deploy/test --sanitize).
        for name in ["LD_PRELOAD", "TSAN_OPTIONS", "ASAN_OPTIONS"] where environment[name] == nil {
            environment[name] = getenv(name).map { String(cString: $0) }
        }
        var process: pid_t = 0
        let error = withCStrings(arguments) { words in
            withCStrings(environment.map { "\($0.key)=\($0.value)" }) { variables in
                posix_spawnp(&process, arguments[0], &actions, &attributes, words, variables)
            }
        }
        guard error == 0 else {
            throw TestFailure(description: "\(arguments) could not be started: \(String(cString: strerror(error)))")
        }
        id = process
    }

    /// The exit status, or 128 and the signal that ended it, as a shell has it; nil while it runs.
    public func exitStatus() -> Int32? {
        end.withLock { end in
            var status: Int32 = 0
            if end == nil, waitpid(id, &status, WNOHANG) == id {
                let signal = status & 0x7f
                end = signal == 0 ? (status >> 8) & 0xff : 128 + signal
            }
            return end
        }
    }

    /// Does nothing once the end is known: its number may be another process's by then.
    public func signal(_ number: Int32) {
        end.withLock { end in
            if end == nil { kill(id, number) }
        }
    }

    /// Kills it and waits for its end. One that nobody has waited for keeps every exit test of this process from seeing its own child end.
    public func stop() {
        signal(SIGKILL)
        while exitStatus() == nil { sched_yield() }
    }
}

private func withCStrings<Result>(
    _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
) -> Result {
    let copies = strings.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    return body(copies + [nil])
}
