import ControlAPI
import Glibc
import TestKit
import Testing
import Varlink

/// Backups of a database in use, by the real programs, and what comes back of them.
@Suite("Backup and recovery")
struct BackupTests {
    private static let workflow = """
        followupd: 1
        calendars:
          - { code: default, zone: UTC }
        templates:
          - { code: welcome, subject: Welcome, text: T }
        statuses:
          - code: P
            initial: true
            triggers:
              - { code: mail, when: entered, email: welcome }
              - { code: call, when: 3 seconds after entered, task: "Call" }
        """

    @Test("A backup made while customers are added is whole, and what it knew is there when it is restored")
    func underLoad() async throws {
        try await DaemonFixture.withRunning { daemon in
            try await daemon.apply(Self.workflow)
            let backup = daemon.directory + "/backup.sqlite"
            let added = Watched(0)
            try await withThrowingTaskGroup { group in
                group.addTask {
                    let client = try await daemon.client()
                    while !Task.isCancelled {
                        _ = try await client.call(
                            CustomersMethods.Add.self, .init(name: "C", email: "c@example.com"))
                        added.update { $0 += 1 }
                    }
                }
                await added.until { $0 >= 20 }
                let before = added.value
                let result = try await daemon.followupctl(["backup", backup])
                let after = added.value
                #expect(result.exit == 0, "\(result.errors)")
                #expect(after > before, "nothing was added meanwhile")
                group.cancelAll()
                try? await group.waitForAll()

                var status = stat()
                #expect(stat(backup, &status) == 0 && status.st_mode & 0o777 == 0o600)
                #expect(try namesInDirectory(daemon.stateDirectory + "/backups") == [])
                #expect(daemon.log.contains("backup-made bytes="))
                try await Self.withRestored(backup) { restored in
                    let customers = try await restored.number("SELECT count(*) FROM customer")
                    #expect((before...(after + 1)).contains(customers), "\(before) \(customers) \(after)")
                    #expect(try await restored.followupctl(["check"]).exit == 0)
                    #expect(restored.log.contains("integrity-checked outcome=whole problems=0"))
                }
            }
        }
    }

    /// The drill of followupd(8), RECOVERY.
    @Test("After a lost machine nothing that the backup knew as sent is sent again, and the rest waits for a person")
    func drill() async throws {
        try await DaemonFixture.withRunning { lost in
            try await lost.apply(Self.workflow)
            for number in ["1", "2"] {
                try await lost.call(
                    CustomersMethods.Add.self, .init(number: number, name: "Before", email: "c\(number)@example.com"))
            }
            try await lost.waitUntilIdle(planned: 2)
            let backup = lost.directory + "/backup.sqlite"
            #expect(try await lost.followupctl(["backup", backup]).exit == 0)
            let sentBefore = try namesInDirectory(lost.spoolPath)
            #expect(sentBefore.count == 2)
            // What the backup does not know: the two calls, and a customer.
            try await lost.call(CustomersMethods.Add.self, .init(number: "3", name: "After", email: "c3@example.com"))
            try await lost.waitUntilIdle(planned: 0)
            #expect(try await lost.health().openTasks == 3)
            try await lost.kill9()

            try await Self.withRestored(backup) { new in
                let health = try await new.health()
                #expect(health.customers == 2)
                #expect(health.heldFollowUps == 2)
                #expect(health.pausedServices == ["send"])
                #expect(health.openTasks == 0)
                #expect(new.log.contains("restored backupAt="))
                #expect(new.log.contains(" held=2 uncertain=0"))
                #expect(try namesInDirectory(new.spoolPath) == [])
                let plugin = try await new.followupctl(["check-health"])
                #expect(plugin.exit == 1, "\(plugin.output)")

                // One call was made in the lost days, says the office; the other was not.
                let held = try await new.client().list(FollowUpsMethods.List.self, .init(state: "held"))
                let ids = held.compactMap { $0.followUp?.id }
                #expect(try await new.followupctl(["followup", "skip", "\(ids[0])"]).exit == 0)
                #expect(try await new.followupctl(["followup", "release", "--yes"]).exit == 0)
                #expect(try await new.followupctl(["job", "resume", "send"]).exit == 0)
                try await new.call(
                    CustomersMethods.Add.self, .init(number: "3", name: "Again", email: "c3@example.com"))
                _ = try await poll(for: "the new welcome") {
                    try namesInDirectory(new.spoolPath).isEmpty ? nil : true
                }
                try await new.waitUntilIdle(planned: 0)
                #expect(try await new.health().openTasks == 2)
                let sentAfter = try namesInDirectory(new.spoolPath)
                #expect(sentAfter.count == 1)
                #expect(Set(sentAfter).isDisjoint(with: sentBefore))
                // A later start is an ordinary one.
                try await new.restart()
                #expect(try await new.health().heldFollowUps == 0)
            }
        }
    }

    @Test("A backup that somebody copies into place by hand is held too")
    func copiedByHand() async throws {
        try await DaemonFixture.withRunning { daemon in
            try await daemon.apply(Self.workflow)
            try await daemon.call(CustomersMethods.Add.self, .init(name: "A", email: "a@example.com"))
            let backup = daemon.directory + "/backup.sqlite"
            #expect(try await daemon.followupctl(["backup", backup]).exit == 0)
            try await daemon.waitUntilIdle(planned: 0)
            #expect(try await daemon.terminate() == 0)
            try await runSuccessfully(["cp", backup, daemon.databasePath])
            try await daemon.start()
            #expect(try await daemon.health().heldFollowUps >= 1)
        }
    }

    @Test("Restoring is refused while a daemon runs, without a directory, and from what is no backup")
    func refusals() async throws {
        try await DaemonFixture.withRunning { daemon in
            try await daemon.apply(Self.workflow)
            let backup = daemon.directory + "/backup.sqlite"
            #expect(try await daemon.followupctl(["backup", backup]).exit == 0)
            let running = try await daemon.runToEnd(options: ["--restore", backup])
            #expect(running.exit == 1)
            #expect(running.errors.contains("Another followupd is running"))
            #expect(try await run([BuiltProducts.executable("followupd"), "--restore", backup]).exit == 64)
            #expect(try await daemon.terminate() == 0)
            try writeFile("no backup", to: backup)
            let wrong = try await daemon.runToEnd(options: ["--restore", backup])
            #expect(wrong.exit == 78)
            #expect(wrong.errors.contains("nothing was changed"))
            try await daemon.start()
            #expect(try await daemon.health().state == "ok")
            #expect(try await daemon.followupctl(["backup", "/nonexistent/x"]).exit == 1)
            // What is no ordinary file stays what it is; behind a link the file is replaced.
            let fifo = daemon.directory + "/fifo"
            mkfifo(fifo, 0o600)
            for target in [fifo, daemon.directory, "-"] {
                let refused = try await daemon.followupctl(["backup", target])
                #expect(refused.exit == 1 && refused.errors.contains("is no ordinary file"), "\(refused.errors)")
            }
            try await runSuccessfully(["ln", "-s", backup, daemon.directory + "/latest"])
            #expect(try await daemon.followupctl(["backup", daemon.directory + "/latest"]).exit == 0)
            #expect(try readFile(backup) != "no backup")
        }
    }

    /// As Litestream does: another process that holds the log with reads, and writes it into the file.
    @Test("Another process that reads long and checkpoints the log disturbs nothing")
    func checkpointingReader() async throws {
        try await DaemonFixture.withRunning { daemon in
            try await daemon.apply(Self.workflow)
            let script = """
                import sqlite3, sys
                path = sys.argv[1]
                reader = sqlite3.connect(path, isolation_level=None)
                reader.execute("PRAGMA busy_timeout = 1000")
                print("ready", flush=True)
                for line in sys.stdin:
                    reader.execute("BEGIN"); reader.execute("SELECT count(*) FROM customer").fetchone()
                    other = sqlite3.connect(path, isolation_level=None)
                    other.execute("PRAGMA busy_timeout = 1000")
                    other.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
                    other.close()
                    reader.execute("COMMIT")
                    try:
                        reader.execute("PRAGMA wal_checkpoint(RESTART)").fetchone()
                    except sqlite3.OperationalError:
                        pass
                """
            let rounds = 30
            async let reader = run(
                ["python3", "-c", script, daemon.databasePath], input: String(repeating: "go\n", count: rounds))
            let client = try await daemon.client()
            for _ in 0..<60 {
                _ = try await client.call(CustomersMethods.Add.self, .init(name: "C", email: "c@example.com"))
            }
            let ended = try await reader
            #expect(ended.exit == 0, "\(ended.errors)")
            try await daemon.waitUntilIdle(planned: 0)
            #expect(try await daemon.health().state == "ok")
            #expect(try await daemon.health().openTasks == 60)
            #expect(!daemon.log.contains("degraded"))
            #expect(try await daemon.rows("PRAGMA integrity_check") == ["ok"])
        }
    }

    /// A daemon on what `--restore` makes of a backup.
    private static func withRestored(_ backup: String, _ body: (DaemonFixture) async throws -> Void) async throws {
        try await DaemonFixture.withFiles { daemon in
            let result = try await daemon.runToEnd(options: ["--restore", backup])
            guard result.exit == 0 else { throw TestFailure(description: "--restore: \(result.errors)") }
            #expect(result.output.contains("The backup of 20"), "\(result.output)")
            try await daemon.start()
            try await body(daemon)
        }
    }
}
