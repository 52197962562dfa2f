import ControlAPI
import Glibc
import TestKit
import Testing
import Varlink

/// SIGTERM lets what is under way finish; SIGHUP takes over what is right and leaves what is not.
@Suite("Signals")
struct SignalTests {
    @Test("SIGTERM waits for a mail program that is at work, and records that the message is sent")
    func drain() async throws {
        try await withTemporaryDirectory { directory in
            // It is at work until the test makes `go`.
            let program = directory.path + "/program"
            try writeFile(
                """
                #!/bin/sh
                cat >\(directory.path)/mail
                mkfifo \(directory.path)/begun
                until [ -e \(directory.path)/go ]; do sleep 0.02; done
                """, to: program)
            chmod(program, 0o700)
            let configuration = "mail:\n  carrier: command\n  program: [\"\(program)\"]\n"
            try await DaemonFixture.withRunning(configuration: configuration) { daemon in
                try await daemon.apply(Self.workflow)
                try await daemon.call(CustomersMethods.Add.self, .init(name: "Ada", email: "ada@example.com"))
                let begun = directory.path + "/begun"
                _ = try await poll(for: "the mail program") { access(begun, F_OK) == 0 ? true : nil }
                daemon.signal(SIGTERM)
                _ = try await poll(for: "the word stopping") { daemon.log.contains("stopping") ? true : nil }
                #expect(daemon.exitStatus() == nil)
                try writeFile("", to: directory.path + "/go")
                #expect(try await daemon.waitForEnd() == 0)
                #expect(
                    try await daemon.rows("SELECT state, attempts, address FROM message") == ["sent|1|ada@example.com"])
                #expect(try readFile(directory.path + "/mail").contains("\"recipient\":\"ada@example.com\""))
            }
        }
    }

    @Test("A mail program that hangs is given up on within the unit's TimeoutStopSec, and its message sent again")
    func hangingProgram() async throws {
        let program = "cat >/dev/null; trap '' TERM; exec sleep 60"
        let hanging = "mail:\n  carrier: command\n  program: [sh, -c, \"\(program)\"]\n"
        try await DaemonFixture.withRunning(configuration: hanging) { daemon in
            try await daemon.apply(Self.workflow)
            try await daemon.call(CustomersMethods.Add.self, .init(name: "Ada", email: "ada@example.com"))
            _ = try await poll(for: "the mail program") {
                try await daemon.health().sendingMessages == 1 ? true : nil
            }
            #expect(try await daemon.terminate(patience: .seconds(29)) < 128, "\(daemon.log)")
            #expect(!daemon.log.contains("Fatal error"))
            try writeFile("log:\n  level: info\n", to: daemon.configurationPath)
            try await daemon.start()
            try await daemon.waitUntilIdle(planned: 0)
            #expect(try await daemon.rows("SELECT state, attempts FROM message") == ["sent|2"])
            #expect(try namesInDirectory(daemon.spoolPath).count == 1)
        }
    }

    @Test("SIGTERM ends open subscriptions and idle connections at once")
    func subscribers() async throws {
        try await DaemonFixture.withRunning { daemon in
            let client = try await daemon.client()
            let idle = try RawConnection(path: daemon.socketPath)
            var replies = try client.stream(
                ServiceMethods.Monitor.name, Nothing(), of: ServiceMethods.Monitor.Reply.self
            ).makeAsyncIterator()
            #expect(try await replies.next()?.health?.state == "ok")
            let began = ContinuousClock.now
            #expect(try await daemon.terminate() == 0)
            #expect(ContinuousClock.now - began < .seconds(5))
            #expect(try await idle.receive() == nil)
        }
    }

    @Test("SIGHUP with a broken configuration changes nothing, and with a mended one is obeyed")
    func hangUp() async throws {
        try await DaemonFixture.withRunning(configuration: "log:\n  level: info\n") { daemon in
            for broken in ["log: [", "log:\n  level: loud\n", "scan:\n  intervalSeconds: 0\n"] {
                let refusals = daemon.log.split(separator: "reload-refused").count
                try writeFile(broken, to: daemon.configurationPath)
                daemon.signal(SIGHUP)
                _ = try await poll(for: "the refusal of \(broken)") {
                    daemon.log.split(separator: "reload-refused").count > refusals ? true : nil
                }
                try await daemon.ping()
            }
            try writeFile("log:\n  level: warning\n", to: daemon.configurationPath)
            let notices = daemon.log.split(separator: "\n").count
            daemon.signal(SIGHUP)
            // Nothing less than a warning is logged any more, so the event of the reload itself is not.
            try await daemon.apply(Self.workflow)
            _ = try await poll(for: "the level in force") { () -> Bool? in
                let lines = daemon.log.split(separator: "\n").count
                try await daemon.call(CustomersMethods.Add.self, .init(name: "Ada"))
                try await daemon.waitUntilIdle(planned: 0)
                return daemon.log.split(separator: "\n").count == lines && lines >= notices ? true : nil
            }
        }
    }

    @Test(
        "A configuration that is wrong from the beginning is refused in one line",
        arguments: [
            ("log: [", "cannot be read as YAML"), ("mail:\n  sender: nobody\n", "mail.sender"),
            ("mial:\n  carrier: sendmail\n", "mial.carrier in "),
            ("mail:\n  carrier: pigeon\n", "must be one of spool, sendmail, command, webhook"),
            ("mail:\n  carrier: command\n", "mail.program"), ("outbox:\n  attempts: many\n", "outbox.attempts"),
        ])
    func wrongConfiguration(_ text: String, _ words: String) async throws {
        try await DaemonFixture.withFiles(configuration: text) { daemon in
            let result = try await daemon.runToEnd()
            // EX_CONFIG of sysexits.h: starting again cannot mend it.
            #expect(result.exit == 78)
            #expect(result.errors.contains(words), "\(result.errors)")
            #expect(result.errors.count { $0 == "\n" } == 1, "\(result.errors)")
        }
    }

    private static let workflow = """
        followupd: 1
        calendars:
          - { code: default, zone: UTC }
        templates:
          - { code: letter, subject: "About {{customer.number}}", text: "Dear {{customer.name}}" }
        statuses:
          - code: P
            initial: true
            triggers:
              - { code: mail, when: entered, email: letter }
        """
}
