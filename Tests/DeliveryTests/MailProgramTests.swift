import FoundationEssentials
import Glibc
import SystemPackage
import TestKit
import Testing

@testable import Delivery

@Suite("A mail program that misbehaves")
struct MailProgramTests {
    let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
    }

    private func program(
        _ script: String, timeout: Duration = .seconds(30), killGrace: Duration = .milliseconds(200)
    ) throws -> MailProgram {
        try MailProgram(
            command: [folder.script(script)], timeout: timeout, killGrace: killGrace, environment: .minimal)
    }

    private func elapsed(_ work: () async throws -> Void) async rethrows -> Duration {
        try await ContinuousClock().measure(work)
    }

    @Test("by ignoring SIGTERM is killed with everything in its group, soon after its time-out")
    func hangIgnoringTerm() async throws {
        let lifeLine = try LifeLine(folder.path("life"))
        let program = try program(
            "trap '' TERM; exec 3> life; sleep 600 & while :; do sleep 600; done", timeout: .milliseconds(400))
        let time = await elapsed { #expect(await program.run(arguments: [], input: []) == .timedOut) }
        #expect(time >= .milliseconds(400) && time < .seconds(60))
        #expect(lifeLine.waitForDeath())
    }

    @Test("by leaving a child that ignores the SIGTERM it obeys itself has the child killed, too")
    func childIgnoringTerm() async throws {
        let lifeLine = try LifeLine(folder.path("life"))
        let program = try program(
            "sh -c \"trap '' TERM; exec 3> life; while :; do sleep 600; done\" & exec sleep 600",
            timeout: .milliseconds(400), killGrace: .seconds(500))
        let time = await elapsed { #expect(await program.run(arguments: [], input: []) == .timedOut) }
        #expect(time < .seconds(60))
        #expect(lifeLine.waitForDeath())
    }

    @Test("by closing its standard error and hanging is killed, too")
    func hangWithClosedPipes() async throws {
        let program = try program("exec 0<&- 1>&- 2>&-; exec sleep 600", timeout: .milliseconds(300))
        let time = await elapsed { #expect(await program.run(arguments: [], input: []) == .timedOut) }
        #expect(time < .seconds(60))
    }

    @Test("by trapping SIGTERM and exiting with 0 has timed out all the same")
    func exitsWithZeroOnTerm() async throws {
        let program = try program(
            "trap 'exit 0' TERM; while :; do sleep 0.05; done", timeout: .milliseconds(300), killGrace: .seconds(500))
        #expect(await program.run(arguments: [], input: []) == .timedOut)
    }

    @Test("by exiting while a background process holds its pipes is not waited for, and the process may live")
    func backgroundProcessHoldsPipe() async throws {
        let lifeLine = try LifeLine(folder.path("life"))
        let program = try program("exec 3> life; sleep 600 & echo $! > pid; echo queued >&2; exit 0")
        let time = await elapsed {
            #expect(await program.run(arguments: [], input: []) == .exited(code: 0, complaint: "queued"))
        }
        #expect(time < .seconds(60))
        #expect(lifeLine.isHeld)
        let process = try #require(pid_t(folder.text("pid").dropLast()))
        #expect(kill(process, SIGKILL) == 0)
        #expect(lifeLine.waitForDeath())
    }

    @Test("by leaving a process in a session of its own that writes for ever is not waited for")
    func escapedProcessWritesForEver() async throws {
        let lifeLine = try LifeLine(folder.path("life"))
        let program = try program("exec 3> life; echo complaint >&2; setsid yes >&2 & exit 75")
        let time = await elapsed {
            #expect(await program.run(arguments: [], input: []) == .exited(code: 75, complaint: "complaint"))
        }
        #expect(time < .seconds(60))
        // Nobody reads any more: SIGPIPE.
        #expect(lifeLine.waitForDeath())
    }

    @Test("by writing without end on both outputs fills no memory")
    func endlessOutput() async throws {
        let before = try peakMemory()
        let program = try program("yes & yes 'out of ideas' >&2", timeout: .seconds(1))
        #expect(await program.run(arguments: [], input: []) == .timedOut)
        let noisy = try self.program("echo first >&2; head -c 200000000 /dev/zero >&2; exit 0")
        #expect(await noisy.run(arguments: [], input: []) == .exited(code: 0, complaint: "first"))
        #expect(try peakMemory() - before < 100_000)
    }

    /// The most memory this process ever had resident, in kB.
    private func peakMemory() throws -> Int {
        var usage = rusage()
        guard getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else {
            throw TestSupportError("getrusage: errno \(errno)")
        }
        return usage.ru_maxrss
    }

    @Test(
        "by not reading a mail of 5 MB ends as it says it does",
        arguments: [("exit 0", 0), ("exec 0<&-; exit 65", 65), ("head -c 1 > /dev/null; exit 75", 75)]
            as [(String, Int32)])
    func doesNotRead(script: String, code: Int32) async throws {
        let input = [UInt8](repeating: UInt8(ascii: "x"), count: 5_000_000)
        #expect(await (try program(script)).run(arguments: [], input: input) == .exited(code: code, complaint: ""))
    }

    @Test("by dying of a signal is reported by it")
    func killedBySignal() async throws {
        let ending = await (try program("echo ouch >&2; kill -SEGV $$")).run(arguments: [], input: [])
        #expect(ending == .killed(signal: SIGSEGV, complaint: "ouch"))
        #expect(ending.outcome(program: "p", recipient: "") == .retry(reason: "p was killed by signal 11: ouch"))
    }

    @Test("finds its whole input there from the start, as a file, in a session of its own")
    func inputAndSession() async throws {
        let program = try program(
            "stat -L -c '%F %s' /dev/stdin > kind; cut -d' ' -f5,6 /proc/$$/stat > session; echo \"$$ $$\" > expected")
        let ending = await program.run(arguments: [], input: [UInt8](repeating: 0, count: 3_000_000))
        #expect(ending == .exited(code: 0, complaint: ""))
        #expect(try folder.text("kind") == "regular file 3000000\n")
        #expect(try folder.text("session") == folder.text("expected"))
    }

    @Test("is left to finish when the delivering task is cancelled")
    func cancelled() async throws {
        let started = try NamedPipe(folder.path("started"))
        let goOn = try NamedPipe(folder.path("go-on"))
        let program = try program("trap 'echo torn > torn' TERM; echo > started; read line < go-on; touch done; exit 0")
        let delivery = Task { await program.run(arguments: [], input: []) }
        #expect(await runBlocking { started.waitForByte() })
        delivery.cancel()
        goOn.send()
        #expect(await delivery.value == .exited(code: 0, complaint: ""))
        #expect(try folder.names().contains("done") && !folder.names().contains("torn"))
    }

    @Test("run two hundred times, forty at once, leaves no file open")
    func manyAtOnce() async throws {
        let program = try program("cat > /dev/null; echo busy >&2; exit 75")
        let before = try openFiles()
        await withTaskGroup(of: Void.self) { group in
            for _ in 0..<40 {
                group.addTask {
                    for _ in 0..<5 {
                        let ending = await program.run(arguments: [], input: [UInt8](repeating: 1, count: 200_000))
                        #expect(ending == .exited(code: 75, complaint: "busy"))
                    }
                }
            }
        }
        // Other tests have files open, too.
        #expect(try openFiles() - before < 150)
    }

    private func openFiles() throws -> Int {
        try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
    }

    @Test("can neither change its input nor find it by a name")
    func inputIsPrivate() throws {
        let input = try ProgramInput([1, 2, 3]).descriptor
        defer { try? input.close() }
        var status = stat()
        #expect(fstat(input.rawValue, &status) == 0 && status.st_nlink == 0 && status.st_size == 3)
        #expect(throws: Errno.badFileDescriptor) { try input.writeAll([4]) }
    }

    @Test(
        "is quoted with its first line only, cleaned and cut",
        arguments: [
            ("", ""), ("\n \n  a\tb \nc", "a b"), ("a\u{1B}[31mb\0c\r\nd", "a [31mb c"),
            (String(repeating: "é", count: 500), String(repeating: "é", count: 200)),
        ])
    func firstLine(output: String, line: String) {
        #expect(FirstLine.line(in: Array(output.utf8)) == line)
    }

    @Test("beyond the reach of SIGKILL is not waited for")
    func unkillable() async {
        let (never, open) = AsyncStream<Never>.makeStream()
        let answer = await uncancelled(limit: .milliseconds(50)) {
            for await _ in never {}
            return 1
        }
        #expect(answer == nil)
        open.finish()
        #expect(await uncancelled(limit: .seconds(60)) { 2 } == 2)
    }
}
