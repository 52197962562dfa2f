import ControlAPI
import Glibc
import TestKit
import Testing

/// DOMAIN.md, failure 2: loss or duplicates after a crash.
@Suite("2. Loss or duplicates after a crash: kill -9 at every commit point")
struct CrashTests {
    /// Each row is a life after the other, all but the last ended by the failpoint.
    static let deaths: [[String]] = [
        ["fire-row:kill:1"], ["fire-row:kill:77"], ["fire-row:kill:200"], ["fire-row:kill:290"],
        ["fired:kill:2"], ["fired:kill:4"],
        ["claimed:kill:1"], ["claimed:kill:100"],
        ["delivered:kill:1"], ["delivered:kill:8"], ["delivered:kill:150"],
        ["settled:kill:1"], ["settled:kill:90"],
        ["imported:kill:1"],
        ["fire-row:kill:30", "fired:kill:1", "claimed:kill:2", "delivered:kill:2", "settled:kill:2"],
        ["delivered:kill:1", "delivered:kill:1", "delivered:kill:1", "delivered:kill:1"],
    ]

    @Test("Every task is made once and every mail spooled once", arguments: deaths)
    func failpoints(_ lives: [String]) async throws {
        try await DaemonFixture.withFiles { daemon in
            let scenario = CrashScenario(daemon: daemon)
            try await daemon.start()
            try await scenario.prepare()
            try await daemon.restart(failpoint: lives[0])
            try await scenario.importCustomers()
            for life in 1...lives.count {
                try await #require(daemon.waitForEnd() == 128 + SIGKILL, "\(lives[life - 1]) did not end the daemon")
                guard life < lives.count else { break }
                // It may die before it answers.
                try daemon.launch(failpoint: lives[life])
            }
            try await daemon.start()
            try await daemon.waitUntilIdle(planned: CrashScenario.planned)
            try await scenario.expectOutcome(deaths: lives.count)
            #expect(try await daemon.terminate() == 0)
        }
    }

    @Test("An import that is killed before it is committed has left nothing, and goes in when it is sent again")
    func interruptedImport() async throws {
        try await DaemonFixture.withFiles { daemon in
            try await daemon.start()
            try await CrashScenario(daemon: daemon).prepare()
            let rows = CustomersMethods.Import.Parameters(
                header: ["name"], csv: String(repeating: "Ada\n", count: 300), firstLine: 2)
            for group in 1...3 {
                try await daemon.restart(failpoint: "import-group:kill:\(group)")
                _ = try? await daemon.call(CustomersMethods.Import.self, rows)
                #expect(try await daemon.waitForEnd() == 128 + SIGKILL)
                try await daemon.start()
                #expect(try await daemon.number("SELECT count(*) FROM customer") == 0, "\(group)")
            }
            #expect(try await daemon.call(CustomersMethods.Import.self, rows).added == 300)
        }
    }

    @Test("Killed again and again at any instant, import included, it loses and repeats nothing", arguments: seeds)
    func anyInstant(seed: UInt64) async throws {
        try await DaemonFixture.withFiles { daemon in
            var random = SeededRandom(seed: seed)
            let scenario = CrashScenario(daemon: daemon)
            try await daemon.start()
            try await scenario.prepare()
            var deaths = 0
            for start in stride(from: 0, to: CrashScenario.customers, by: 10) {
                let batch = start..<start + 10
                let instant = Duration.milliseconds(Int.random(in: 0...60, using: &random))
                async let imported: Void = scenario.importCustomers(batch)
                try await Task.sleep(for: instant)
                try await daemon.kill9()
                try await imported
                deaths += 1
                try await daemon.start()
                // What went in before is refused, as its numbers are taken.
                try await scenario.importCustomers(batch)
            }
            for _ in 0..<4 {
                try await Task.sleep(for: .milliseconds(Int.random(in: 0...400, using: &random)))
                try await daemon.restart()
                deaths += 1
            }
            try await daemon.waitUntilIdle(planned: CrashScenario.planned)
            try await scenario.expectOutcome(deaths: deaths)
        }
    }

    /// FOLLOWUPD_LONG_TESTS=1 takes many more.
    private static let seeds: ClosedRange<UInt64> = Effort.isLong ? 1...100 : 1...3

    @Test("A carrier gets again only what it may have had when the daemon died, under the same Message-ID")
    func atLeastOnce() async throws {
        try await withTemporaryDirectory { directory in
            let taken = directory.path + "/taken"
            // One line a message, appended by a single write.
            let program = "sed -n 's/.*\"messageId\":\"\\([^\"]*\\)\".*/\\1/p' >>\(taken)"
            let settings = ["FOLLOWUPD_MAIL_CARRIER": "command", "FOLLOWUPD_MAIL_PROGRAM": "sh,-c,\(program)"]
            try await DaemonFixture.withFiles(settings: settings) { daemon in
                let scenario = CrashScenario(daemon: daemon)
                try await daemon.start(failpoint: "delivered:kill:20")
                try await scenario.prepare()
                try await scenario.importCustomers()
                #expect(try await daemon.waitForEnd() == 128 + SIGKILL)
                try await daemon.start()
                try await daemon.waitUntilIdle(planned: CrashScenario.planned)
                let lines = try readFile(taken).split(separator: "\n").map(String.init)
                let stored = try await daemon.rows("SELECT messageId FROM message ORDER BY 1")
                #expect(Set(lines).sorted() == stored)
                #expect((1...8).contains(lines.count - stored.count), "\(lines.count) deliveries")
            }
        }
    }

    @Test(
        "What has been recorded as handed over is never handed over again, whenever the daemon is killed",
        arguments: seeds)
    func recorded(seed: UInt64) async throws {
        try await withTemporaryDirectory { directory in
            let taken = directory.path + "/taken"
            let program = "sed -n 's/.*\"messageId\":\"\\([^\"]*\\)\".*/\\1/p' >>\(taken)"
            let settings = ["FOLLOWUPD_MAIL_CARRIER": "command", "FOLLOWUPD_MAIL_PROGRAM": "sh,-c,\(program)"]
            try await DaemonFixture.withFiles(settings: settings) { daemon in
                var random = SeededRandom(seed: seed)
                let scenario = CrashScenario(daemon: daemon)
                try writeFile("", to: taken)
                try await daemon.start()
                try await scenario.prepare()
                try await scenario.importCustomers()
                // By Message-ID, how often it had been handed over when it was found recorded.
                var recorded: [String: Int] = [:]
                for _ in 0..<6 {
                    try await Task.sleep(for: .milliseconds(Int.random(in: 0...250, using: &random)))
                    try await daemon.kill9()
                    // Programs that the daemon has started may go on.
                    _ = try await poll(for: "the end of the carriers") {
                        try await run(["pgrep", "-f", taken]).exit == 1 ? true : nil
                    }
                    let lines = Self.count(try readFile(taken))
                    for id in try await daemon.rows("SELECT messageId FROM message WHERE state = 'sent'") {
                        #expect(recorded[id, default: lines[id] ?? 0] == lines[id], "\(id)")
                        recorded[id] = lines[id]
                    }
                    try await daemon.start()
                }
                try await daemon.waitUntilIdle(planned: CrashScenario.planned)
                let lines = Self.count(try readFile(taken))
                #expect(try await daemon.rows("SELECT messageId FROM message ORDER BY 1") == lines.keys.sorted())
                for (id, times) in recorded { #expect(lines[id] == times, "\(id)") }
                #expect(lines.values.reduce(0, +) <= lines.count + 6 * 8)
            }
        }
    }

    private static func count(_ lines: String) -> [String: Int] {
        lines.split(separator: "\n").reduce(into: [:]) { $0[String($1), default: 0] += 1 }
    }

    @Test("A message that takes the daemon down with it runs out of tries")
    func poison() async throws {
        try await DaemonFixture.withFiles(settings: ["FOLLOWUPD_OUTBOX_ATTEMPTS": "3"]) { daemon in
            let scenario = CrashScenario(daemon: daemon)
            try await daemon.start(failpoint: "claimed:kill:1")
            try await scenario.prepare()
            try await scenario.importCustomers(0..<1)
            #expect(try await daemon.waitForEnd() == 128 + SIGKILL)
            for _ in 0..<2 {
                try daemon.launch(failpoint: "claimed:kill:1")
                #expect(try await daemon.waitForEnd() == 128 + SIGKILL)
            }
            try await daemon.start(failpoint: "claimed:kill:1")
            let health = try await daemon.waitUntilIdle(planned: 1)
            #expect(health.failedMessages > 0)
            #expect(health.openTasks == 2)
        }
    }
}
