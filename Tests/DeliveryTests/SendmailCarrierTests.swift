import Domain
import Glibc
import TestKit
import Testing

@testable import Delivery

@Suite("The sendmail carrier")
struct SendmailCarrierTests {
    let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
    }

    private func carrier(
        _ script: String, arguments: [String] = [], timeout: Duration = .seconds(30),
        environment: ProgramEnvironment = .minimal
    ) throws -> SendmailCarrier {
        try SendmailCarrier(program: [folder.script(script)] + arguments, timeout: timeout, environment: environment)
    }

    @Test("gives the program its own arguments, then -i -f sender -- recipient, and the whole mail")
    func argumentsAndInput() async throws {
        let carrier = try carrier("printf '%s\\n' \"$@\" > argv; cat > stdin", arguments: ["-a", "two words"])
        let message = try OutgoingMessage.example(text: String(repeating: "füllen\n", count: 100_000))
        #expect(await carrier.deliver(message) == .accepted)
        #expect(
            try folder.text("argv") == "-a\ntwo words\n-i\n-f\noffice@example.com\n--\nana@example.org\n")
        #expect(try folder.bytes("stdin") == MailMessage(message).bytes)
    }

    @Test(
        "refuses for good, and without starting the program, a recipient that is no address",
        arguments: ["-oQ/tmp", "-oQ/tmp@example.org", "", "a@b\n-X/tmp/log", "+49 30 1234"])
    func argumentInjection(recipient: String) async throws {
        let carrier = try carrier("touch started")
        let outcome = await carrier.deliver(try .example(recipient: recipient))
        #expect(outcome.isFailed)
        #expect(recipient.isEmpty || outcome.reason?.contains(recipient) == false)
        #expect(try folder.names() == ["program"])
    }

    @Test("takes every exit code by sysexits(3): permanent only for what is about this message")
    func exitCodes() async throws {
        let script = try folder.script("echo \"code $1\" >&2; exit $1")
        for code in [0, 1, 2, 63] + Array(64...79) + [126, 127, 128, 255] {
            let outcome = await (try SendmailCarrier(program: [script, "\(code)"], timeout: .seconds(30)))
                .deliver(try .example())
            switch code {
            case 0: #expect(outcome == .accepted)
            case 65: #expect(outcome == .failed(reason: "program exited with 65 (DATAERR): code 65"))
            case 67: #expect(outcome == .failed(reason: "program exited with 67 (NOUSER): code 67"))
            case 75: #expect(outcome == .retry(reason: "program exited with 75 (TEMPFAIL): code 75"))
            default: #expect(outcome.isRetry, "\(code)")
            }
        }
    }

    @Test("gives no variable of the daemon's to the program but the few it needs")
    func environment() async throws {
        setenv("NOTIFY_SOCKET", "/run/systemd/notify", 1)
        setenv("WATCHDOG_USEC", "1", 1)
        setenv("LISTEN_FDS", "1", 1)
        setenv("FOLLOWUPD_SECRET", "1", 1)
        defer { for name in ["NOTIFY_SOCKET", "WATCHDOG_USEC", "LISTEN_FDS", "FOLLOWUPD_SECRET"] { unsetenv(name) } }
        let carrier = try carrier(
            "tr '\\0' '\\n' < /proc/$$/environ > environ", environment: .minimal(adding: ["MSMTP_CONFIG": "x=y"]))
        #expect(await carrier.deliver(try .example()) == .accepted)
        let names = try folder.text("environ").split(separator: "\n").compactMap { $0.split(separator: "=").first }
        #expect(names.contains("PATH") && names.contains("MSMTP_CONFIG"))
        #expect(Set(names.map(String.init)).subtracting(ProgramEnvironment.passedOn) == ["MSMTP_CONFIG"])
    }

    @Test("gives no open file of the daemon's to the program but the three standard ones")
    func openFiles() async throws {
        let number: CInt = 200
        let file = open("/dev/null", O_RDONLY)
        #expect(dup2(file, number) == number)
        defer {
            close(file)
            close(number)
        }
        #expect(await (try carrier("ls /proc/$$/fd > fds")).deliver(try .example()) == .accepted)
        let numbers = try folder.text("fds").split(separator: "\n").compactMap { Int($0) }
        #expect(numbers.filter { $0 < 10 }.sorted() == [0, 1, 2])
        // The shell keeps its script, and an output it has redirected, as numbers 10 to 12.
        #expect(numbers.allSatisfy { $0 <= 12 })
    }

    @Test("asks to try again, naming the program, when it is missing or cannot be executed")
    func missingProgram() async throws {
        try folder.write("no program", to: "file")
        for program in [folder.path("missing"), folder.path("file"), "no-such-mail-program"] {
            let outcome = await (try SendmailCarrier(program: [program], timeout: .seconds(30)))
                .deliver(try .example())
            let name = program.split(separator: "/").last ?? ""
            #expect(outcome == .retry(reason: "\(name) could not be started: it is not there, or not executable"))
        }
    }

    @Test(
        "refuses a command that could never run",
        arguments: [[], [""], ["./sendmail"], ["bin/sendmail"], ["/bin/true", "a\0b"]])
    func badCommand(command: [String]) {
        #expect(throws: DeliveryError.self) { try SendmailCarrier(program: command, timeout: .seconds(1)) }
    }

    @Test("refuses a time-out of nothing or of more than a day, and a variable no environment can hold")
    func badSettings() {
        for timeout in [Duration.zero, .seconds(-1), .seconds(86_401)] {
            #expect(throws: DeliveryError.self) { try SendmailCarrier(program: ["/bin/true"], timeout: timeout) }
        }
        for name in ["", "A=B", "1A", "A\0"] {
            #expect(throws: DeliveryError.self) { try ProgramEnvironment.minimal(adding: [name: "x"]) }
        }
    }

    @Test("finds a program by name in PATH")
    func programInPath() async throws {
        #expect(
            await (try SendmailCarrier(program: ["true"], timeout: .seconds(30))).deliver(try .example()) == .accepted)
    }
}
