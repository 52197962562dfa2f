import Subprocess
import SystemPackage

/// Runs a program of the administrator's with a message on its standard input, and sees to it that this ends.
///
///     started ──exits──────────────────────────────▶ exited, killed
///        │
///        └─timeout─▶ SIGTERM to its group ─exits or killGrace─▶ SIGKILL to its group ─▶ timedOut
///
/// The program leads a session of its own, so that it cannot stop the daemon's terminal and its whole group can be
/// signalled. After a time-out nothing of that group is left; a descendant that made itself a session of its own
/// cannot be reached, but is not waited for either. After a normal exit the group is left alone: mail programs are free
/// to go on in the background once they have accepted a message.
///
/// Its standard output is discarded. Of its standard error the first line is kept and the rest read and dropped, so
/// that neither fills memory nor blocks the program.
struct MailProgram: Sendable {
    /// For messages to people: the program's name without its folder.
    let name: String
    private let executable: Executable
    private let arguments: [String]
    private let environment: ProgramEnvironment
    private let timeout: Duration
    private let killGrace: Duration

    /// - Parameters:
    ///   - command: the program, by absolute path or by a name to be found in PATH, and its first arguments.
    ///   - timeout: how long it may take; from one millisecond to a day.
    ///   - killGrace: how long after SIGTERM it gets SIGKILL.
    ///   - environment: what it is given of the daemon's environment.
    /// - Throws: ``DeliveryError/invalidProgram(_:)``. Whether the program exists shows when it is run: it may be
    ///   installed later.
    init(
        command: [String], timeout: Duration, killGrace: Duration, environment: ProgramEnvironment
    ) throws(DeliveryError) {
        guard let program = command.first, !program.isEmpty else { throw .invalidProgram("is not given") }
        guard command.allSatisfy({ !$0.utf8.contains(0) }) else { throw .invalidProgram("has a NUL in its arguments") }
        guard program.hasPrefix("/") || !program.contains("/") else {
            throw .invalidProgram("must be an absolute path or a name to be found in PATH")
        }
        guard (.milliseconds(1) ... .seconds(86_400)).contains(timeout) else {
            throw .invalidProgram("must have a time-out of more than nothing and at most a day")
        }
        name = program.split(separator: "/").last.map(String.init) ?? program
        executable = program.hasPrefix("/") ? .path(FilePath(program)) : .name(program)
        arguments = Array(command.dropFirst())
        self.environment = environment
        self.timeout = timeout
        self.killGrace = killGrace
    }

    /// Runs it once, to its end even if the calling task is cancelled.
    func run(arguments additional: [String], input: [UInt8]) async -> ProgramEnding {
        // Even SIGKILL does nothing to a program in an uninterruptible sleep, or to one that has become root's.
        await uncancelled(limit: timeout + killGrace + .seconds(5)) {
            await runToItsEnd(arguments: arguments + additional, input: input)
        } ?? .timedOut
    }

    private func runToItsEnd(arguments: [String], input: [UInt8]) async -> ProgramEnding {
        let standardInput: FileDescriptor
        do throws(Errno) {
            standardInput = try ProgramInput(input).descriptor
        } catch {
            return .notStarted(problem: "no room for the message in memory (/dev/shm): \(error)")
        }
        defer { try? standardInput.close() }

        var options = PlatformOptions()
        options.createSession = true
        let variables = environment.variables.compactMap { name, value in
            Environment.Key(rawValue: name).map { ($0, value) }
        }
        do {
            let result = try await Subprocess.run(
                executable, arguments: Arguments(arguments),
                environment: .custom(Dictionary(uniqueKeysWithValues: variables)), platformOptions: options,
                input: .fileDescriptor(standardInput, closeAfterSpawningProcess: false),
                output: .discarded, error: .sequence
            ) { execution in await watch(execution) }
            if result.closureResult.timedOut { return .timedOut }
            let complaint = result.closureResult.complaint
            switch result.terminationStatus {
            case .exited(let code): return .exited(code: code, complaint: complaint)
            case .signaled(let signal): return .killed(signal: signal, complaint: complaint)
            }
        } catch let error as SubprocessError where error.code == .executableNotFound {
            return .notStarted(problem: "it is not there, or not executable")
        } catch let error as SubprocessError {
            return .notStarted(problem: error.underlyingError?.description ?? "the system refused")
        } catch {
            return .notStarted(problem: "the system refused")
        }
    }
}

// MARK: - Watching a running program

extension MailProgram {
    private typealias Running = Execution<FileDescriptorInput, DiscardedOutput, SequenceOutput>

    private enum Event: Sendable {
        case exited
        case alarm(rang: Bool)
        case complained(String)
    }

    /// Returns when the program has exited; the process is reaped after that, so its id is safe to signal here.
    private func watch(_ execution: Running) async -> (timedOut: Bool, complaint: String) {
        await withTaskGroup(of: Event.self) { events in
            events.addTask {
                await waitForExit(of: execution)
                return .exited
            }
            events.addTask { .alarm(rang: await killWhenLate(execution)) }
            events.addTask { .complained(await FirstLine.read(from: execution.standardError)) }

            var timedOut = false
            var complaint = ""
            for await event in events {
                switch event {
                // Stops the alarm, and the reading of what a surviving grandchild may write for ever.
                case .exited: events.cancelAll()
                case .alarm(let rang): timedOut = rang
                case .complained(let line): complaint = line
                }
            }
            return (timedOut, complaint)
        }
    }

    /// Subprocess has no call that only waits, but a teardown whose first step signals nothing (signal 0, kill(2)) and
    /// outlasts every time-out is one.
    private func waitForExit(of execution: Running) async {
        await execution.teardown(using: [
            .send(signal: Signal(rawValue: 0), allowedDurationToNextStep: .seconds(2 * 86_400))
        ])
    }

    /// Returns whether the time-out was reached. Once it is, the group gets its SIGKILL even if the program itself
    /// has obeyed the SIGTERM. Sleeps in real time: how long a program may hang is not the wall clock's matter.
    private func killWhenLate(_ execution: Running) async -> Bool {
        // Cancelled: the program has ended in time.
        guard (try? await Task.sleep(for: timeout)) != nil else { return false }
        try? execution.send(signal: .terminate, toProcessGroup: true)
        // Cancelled: it has obeyed, and what it started is killed without more ado.
        try? await Task.sleep(for: killGrace)
        try? execution.send(signal: .kill, toProcessGroup: true)
        return true
    }
}
