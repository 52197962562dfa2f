import ControlAPI
import Glibc
import TestKit
import Testing
import Varlink

/// What happens to machines, in the middle of the crash scenario's work; afterwards everything has been done once all the same.
@Suite("Torture", .serialized)
struct TortureTests {
    /// FOLLOWUPD_LONG_TESTS=1 takes many more.
    private static let seeds: ClosedRange<UInt64> = Effort.isLong ? 1...100 : 1...2

    @Test("Stopped and continued again and again, it does everything once", arguments: seeds)
    func stopped(seed: UInt64) async throws {
        try await DaemonFixture.withRunning { daemon in
            var random = SeededRandom(seed: seed)
            let scenario = CrashScenario(daemon: daemon)
            try await scenario.prepare()
            async let imported: Void = scenario.importCustomers()
            for _ in 0..<10 {
                try await Task.sleep(for: .milliseconds(Int.random(in: 0...60, using: &random)))
                daemon.signal(SIGSTOP)
                try await Task.sleep(for: .milliseconds(Int.random(in: 0...60, using: &random)))
                daemon.signal(SIGCONT)
            }
            try await imported
            try await daemon.waitUntilIdle(planned: CrashScenario.planned)
            try await scenario.expectOutcome(deaths: 0)
            #expect(try await daemon.terminate() == 0)
        }
    }

    @Test("Without descriptors to spare it stays up, serves whom it has, and everybody when there are some again")
    func descriptors() async throws {
        try await DaemonFixture.withRunning { daemon in
            let scenario = CrashScenario(daemon: daemon)
            try await scenario.prepare()
            let client = try await daemon.client()
            let id = try #require(daemon.processID)
            let open = try namesInDirectory("/proc/\(id)/fd").count
            try await runSuccessfully(["prlimit", "--pid", "\(id)", "--nofile=\(open + 4):4096"])
            var others: [RawConnection] = []
            for _ in 0..<20 { others.append(try RawConnection(path: daemon.socketPath)) }
            for _ in 0..<20 { _ = try await client.call(ServiceMethods.GetHealth.self, Nothing()) }
            // What wants a descriptor is refused whole, or waits.
            do {
                try await scenario.importCustomers(over: client)
            } catch let error as VarlinkError {
                #expect(error.message.contains("Too many open files"), "\(error)")
            }
            _ = try await client.call(ServiceMethods.GetHealth.self, Nothing())
            try await runSuccessfully(["prlimit", "--pid", "\(id)", "--nofile=4096:4096"])
            others.removeAll()
            try await daemon.ping()
            // Who is there already is refused.
            try await scenario.importCustomers()
            try await daemon.waitUntilIdle(planned: CrashScenario.planned)
            #expect(try await daemon.health().state == "ok")
            #expect(try await daemon.number("SELECT count(*) FROM message WHERE state <> 'sent'") == 0)
            #expect(try await daemon.number("SELECT count(*) FROM task") == CrashScenario.customers * 2)
            #expect(try await daemon.terminate() == 0)
        }
    }

    @Test("A carrier that takes each message and dies before it says so gets it again, under one Message-ID")
    func dyingCarrier() async throws {
        try await withTemporaryDirectory { directory in
            let taken = directory.path + "/taken"
            // The first time that a message comes, it is taken, and the program dies by a signal.
            let program = """
                id=$(sed -n 's/.*"messageId":"\\([^"]*\\)".*/\\1/p'); echo "$id" >>\(taken); \
                [ $(grep -c -F "$id" \(taken)) -gt 1 ] || kill -9 $$
                """
            let settings = [
                "FOLLOWUPD_MAIL_CARRIER": "command", "FOLLOWUPD_MAIL_PROGRAM": "sh,-c,\(program)",
                "FOLLOWUPD_OUTBOX_FIRST_RETRY_SECONDS": "1",
            ]
            try await DaemonFixture.withRunning(settings: settings) { daemon in
                let scenario = CrashScenario(daemon: daemon)
                try await scenario.prepare()
                try await scenario.importCustomers(0..<10)
                try await daemon.waitUntilIdle(planned: 10)
                let lines = try readFile(taken).split(separator: "\n").map(String.init)
                let stored = try await daemon.rows("SELECT messageId FROM message ORDER BY 1")
                #expect(stored.count == 30)
                #expect(lines.sorted() == (stored + stored).sorted())
                #expect(try await daemon.rows("SELECT DISTINCT state, attempts FROM message") == ["sent|2"])
            }
        }
    }

    @Test(
        "A database that is cut short under the daemon is refused at the next start in one line, and left where it is")
    func truncated() async throws {
        try await DaemonFixture.withRunning { daemon in
            let scenario = CrashScenario(daemon: daemon)
            try await scenario.prepare()
            try await scenario.importCustomers(0..<10)
            try await daemon.waitUntilIdle(planned: 10)
            #expect(try await daemon.terminate() == 0)
            try await daemon.start()
            try await daemon.call(CustomersMethods.Add.self, .init(number: "last", name: "Ada"))
            #expect(truncate(daemon.databasePath, 8_192) == 0)
            for number in 0..<20 {
                // What would be lost is not acknowledged.
                let refusal = try await daemon.refusal(
                    of: CustomersMethods.Add.self, .init(number: "new-\(number)", name: "Ada"))
                #expect(refusal?.message.contains("was cut short") == true, "\(refusal.debugDescription)")
            }
            try await daemon.kill9()
            let refusal = try await daemon.runToEnd()
            #expect(refusal.exit != 0)
            #expect(refusal.errors.count { $0 == "\n" } == 1, "\(refusal.errors)")
            #expect(try namesInDirectory(daemon.stateDirectory).contains("followupd.sqlite"))
        }
    }

    @Test(
        "A database that is removed under the daemon takes nothing more, is not begun anew, and is whole when it is back"
    )
    func removed() async throws {
        try await DaemonFixture.withRunning { daemon in
            let scenario = CrashScenario(daemon: daemon)
            try await scenario.prepare()
            try await scenario.importCustomers()
            try await daemon.waitUntilIdle(planned: CrashScenario.planned)
            let away = daemon.databasePath + ".away"
            try #require(rename(daemon.databasePath, away) == 0)
            for number in 0..<5 {
                let refusal = try await daemon.refusal(
                    of: CustomersMethods.Add.self, .init(number: "new-\(number)", name: "Ada"))
                #expect(refusal?.message.contains("was removed") == true, "\(refusal.debugDescription)")
            }
            try await daemon.kill9()
            // What was acknowledged last lies in the log, which SQLite would delete.
            let refused = try await daemon.runToEnd()
            #expect(refused.exit == 78)
            #expect(refused.errors.count { $0 == "\n" } == 1 && refused.errors.contains("put the database back"))
            try #require(rename(away, daemon.databasePath) == 0)
            try await daemon.start()
            try await scenario.expectOutcome(deaths: 0)
            #expect(try await daemon.terminate() == 0)
        }
    }
}
