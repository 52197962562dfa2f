import ControlAPI
import Glibc
import TestKit
import Testing
import Varlink

/// DOMAIN.md, failure 7: the real binary, with a clock of its own that is set under it.
@Suite("7. Torture by the clock: set to and fro, a year wrong at the start, other zone rules")
struct ClockTortureTests {
    /// FOLLOWUPD_LONG_TESTS=1 takes many more.
    private static let seeds: ClosedRange<UInt64> = Effort.isLong ? 1...50 : 1...2
    private static let year = Duration.seconds(365 * 86_400)

    @Test(
        "Set to and fro by hours, with a kill now and then, it does everything once and nothing early", arguments: seeds
    )
    func steps(seed: UInt64) async throws {
        try await DaemonFixture.withFiles { daemon in
            var random = SeededRandom(seed: seed)
            try daemon.setClock(ahead: .zero)
            try await daemon.start()
            let scenario = CrashScenario(daemon: daemon)
            try await scenario.prepare()
            async let imported: Void = scenario.importCustomers()
            var deaths = 0
            for step in 1...12 {
                try await Task.sleep(for: .milliseconds(Int.random(in: 10...80, using: &random)))
                try daemon.setClock(ahead: .seconds(Int.random(in: -7_200...7_200, using: &random)))
                if step % 5 == 0 {
                    _ = try await imported
                    try await daemon.restart()
                    deaths += 1
                }
            }
            // What was dated while the clock was ahead comes due at last.
            try daemon.setClock(ahead: .seconds(3 * 3_600))
            try await imported
            try await daemon.waitUntilIdle(planned: CrashScenario.planned)
            try await scenario.expectOutcome(deaths: deaths)
            #expect(daemon.log.contains(" clock-stepped now="))
            #expect(try await daemon.terminate() == 0)
        }
    }

    private static let workflow = """
        followupd: 1
        calendars:
          - { code: default, zone: Europe/Berlin }
        templates:
          - { code: letter, subject: S, text: T }
        statuses:
          - code: P
            initial: true
            duration: 30 days
            triggers:
              - { code: call, when: overdue, task: "Call" }
              - { code: mail, when: overdue, email: letter }
        """

    private static func addCustomers(_ daemon: DaemonFixture) async throws {
        try await daemon.apply(workflow)
        for number in 1...20 {
            try await daemon.call(
                CustomersMethods.Add.self, .init(number: "\(number)", name: "Ada", email: "ada\(number)@example.com"))
        }
    }

    @Test("Started a year ahead it says so, holds all mail, removes nothing; set right, it fires nothing more")
    func ahead() async throws {
        let settings = ["FOLLOWUPD_SCAN_STORM_THRESHOLD": "5"]
        try await DaemonFixture.withFiles(settings: settings) { daemon in
            try daemon.setClock(ahead: .zero)
            try await daemon.start()
            try await Self.addCustomers(daemon)
            #expect(!daemon.log.contains("clock-doubted"))
            try await daemon.kill9()
            try daemon.setClock(ahead: Self.year)
            try await daemon.start()
            #expect(daemon.log.contains(" warning clock-doubted now="))
            let health = try await poll(for: "mail that is held") {
                let health = try await daemon.health()
                return health.heldFollowUps == 20 ? health : nil
            }
            #expect(health.openTasks == 20)
            try await daemon.call(JobsMethods.Run.self, .init(code: "prune"))
            let run = try await poll(for: "the end of prune") {
                try await daemon.rows(
                    "SELECT r.outcome, r.detail FROM jobRun r JOIN job j ON j.id = r.jobId WHERE j.code = 'prune' AND r.outcome <> 'running'"
                ).last
            }
            #expect(run.hasPrefix("failed|the clock was far from what was last recorded"), "\(run)")

            try daemon.setClock(ahead: .zero)
            _ = try await poll(for: "the step in the log") { daemon.log.contains("clock-stepped") ? true : nil }
            try await daemon.call(FollowUpsMethods.Release.self, .init())
            // What was held is let go, and is due in a month again.
            try await daemon.waitUntilIdle(planned: 20)
            #expect(try await daemon.number("SELECT count(*) FROM message") == 0)
            #expect(try await daemon.number("SELECT count(*) FROM task") == 20)

            // When the month is over at last, the mail goes out, and no task is made again.
            try daemon.setClock(ahead: .seconds(32 * 86_400))
            try await daemon.waitUntilIdle(planned: 0)
            #expect(try await daemon.rows("SELECT state, count(*) FROM message GROUP BY state") == ["sent|20"])
            #expect(try await daemon.number("SELECT count(*) FROM task") == 20)
            #expect(try await daemon.terminate() == 0)
        }
    }

    @Test(
        "Started a year behind it says so, takes changes, fires nothing early, and everything once when it is set right"
    )
    func behind() async throws {
        try await DaemonFixture.withFiles { daemon in
            try daemon.setClock(ahead: .zero)
            try await daemon.start()
            try await Self.addCustomers(daemon)
            try await daemon.kill9()
            try daemon.setClock(ahead: .zero - Self.year)
            try await daemon.start()
            #expect(daemon.log.contains(" warning clock-doubted now="))
            // A change is dated no earlier than the stay that it ends.
            try await daemon.call(CustomersMethods.Update.self, .init(number: "1", fields: ["name": "Eve"]))
            try await daemon.call(CustomersMethods.SetStatus.self, .init(number: "1", status: "P", restart: true))
            try await daemon.call(CustomersMethods.Add.self, .init(number: "21", name: "Ada", email: "a@example.com"))
            #expect(try await daemon.number("SELECT count(*) FROM statusPeriod WHERE leftAt < enteredAt") == 0)
            #expect(try await daemon.number("SELECT count(*) FROM followUp WHERE state = 'fired'") == 0)
            try daemon.setClock(ahead: .seconds(32 * 86_400))
            try await daemon.waitUntilIdle(planned: 0)
            #expect(try await daemon.number("SELECT count(*) FROM task") == 21)
            #expect(try await daemon.rows("SELECT state, count(*) FROM message GROUP BY state") == ["sent|21"])
            #expect(try await daemon.rows("PRAGMA integrity_check") == ["ok"])
            #expect(try await daemon.terminate() == 0)
        }
    }

    @Test("A tzdata update moves what is to come, at a reload as at a start; a damaged file moves nothing and is told")
    func zoneRules() async throws {
        try await withTemporaryDirectory { zones in
            func useRules(of zone: String) async throws {
                try await runSuccessfully(
                    ["cp", "/usr/share/zoneinfo/\(zone)", zones.path + "/Europe/Berlin.new"])
                #expect(rename(zones.path + "/Europe/Berlin.new", zones.path + "/Europe/Berlin") == 0)
            }
            try await runSuccessfully(["mkdir", "-p", zones.path + "/Europe", zones.path + "/Etc"])
            try await runSuccessfully(["cp", "/usr/share/zoneinfo/Etc/UTC", zones.path + "/Etc/UTC"])
            try await useRules(of: "Europe/Berlin")
            try await DaemonFixture.withRunning(settings: ["TZDIR": zones.path]) { daemon in
                try await Self.addCustomers(daemon)
                let due = "SELECT DISTINCT overdueAt FROM statusPeriod"
                let planned = "SELECT DISTINCT fireAt FROM followUp WHERE state = 'planned'"
                let before = try await daemon.number(due)
                #expect(try await daemon.number(planned) == before)

                // Tokyo is 7 or 8 hours east of Berlin: its days end so much earlier, and the first of them may be one on.
                try await useRules(of: "Asia/Tokyo")
                daemon.signal(SIGHUP)
                let moved = try await poll(for: "due dates by the new rules") {
                    let rows = try await daemon.rows(due)
                    return rows.count == 1 && rows != ["\(before)"] ? Int(rows[0]) : nil
                }
                #expect([7, 8, -16, -17].contains((before - moved) / 3_600_000))
                _ = try await poll(for: "the plan by the new rules") {
                    try await daemon.rows(planned) == ["\(moved)"] ? true : nil
                }
                #expect(daemon.log.contains(" notice zones-changed zones=Europe/Berlin"))

                // As apt leaves it, with the daemon stopped meanwhile.
                #expect(try await daemon.terminate() == 0)
                try await useRules(of: "Europe/Berlin")
                try await daemon.start()
                _ = try await poll(for: "the plan as it was") {
                    try await daemon.rows(planned) == ["\(before)"] ? true : nil
                }

                #expect(truncate(zones.path + "/Europe/Berlin", 10) == 0)
                let refusal = try #require(try await daemon.refusal(of: ServiceMethods.Reload.self, Nothing()))
                #expect(
                    refusal.message.contains("Time zone “Europe/Berlin” has a file that ends too early"), "\(refusal)")
                #expect(try await daemon.health().troubles.contains { $0.hasPrefix("zones: ") })
                #expect(try await daemon.rows(planned) == ["\(before)"])
                // Changes of the catalogue, refused or not, go by the rules in force.
                _ = try await daemon.refusal(
                    of: CalendarsMethods.Add.self, .init(code: "x", zone: "Mars/Phobos"))
                try await daemon.call(AccessMethods.AddUser.self, .init(code: "bob", name: "Bob"))
                try await daemon.call(CustomersMethods.Update.self, .init(number: "1", fields: ["name": "Eve"]))
                try await useRules(of: "Europe/Berlin")
                try await daemon.call(ServiceMethods.Reload.self, Nothing())
                #expect(try await daemon.health().state == "ok")

                // A start is refused in one line, and changes nothing.
                #expect(try await daemon.terminate() == 0)
                #expect(truncate(zones.path + "/Europe/Berlin", 10) == 0)
                let start = try await daemon.runToEnd()
                #expect(start.exit == 1)
                #expect(
                    start.errors.split(separator: "\n").last?.contains("reinstall tzdata") == true, "\(start.errors)")
                try await useRules(of: "Europe/Berlin")
                try await daemon.start()
                #expect(try await daemon.rows(planned) == ["\(before)"])
                #expect(try await daemon.terminate() == 0)
            }
        }
    }
}
