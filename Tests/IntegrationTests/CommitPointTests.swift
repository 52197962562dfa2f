import ControlAPI
import FoundationEssentials
import Glibc
import TestKit
import Testing

/// Kill -9 at the commit points of what an administrator does: each ends as if it had not begun, or goes on at the next start.
@Suite("2. Loss or duplicates after a crash: erasing, backup, restore, migration")
struct CommitPointTests {
    private static let workflow = """
        followupd: 1
        calendars: [{ code: default, zone: UTC }]
        templates: [{ code: welcome, subject: "Welcome, {{customer.name}}", text: "Dear {{customer.name}}" }]
        statuses:
          - code: P
            initial: true
            triggers:
              - { code: mail, when: entered, email: welcome }
              - { code: call, when: 30 days after entered, task: "Call {{customer.name}}" }
        """

    /// An office of one customer to whom a mail has been sent.
    private static func prepare(_ daemon: DaemonFixture) async throws {
        try await daemon.start()
        try await daemon.apply(workflow)
        try await daemon.call(
            CustomersMethods.Add.self, .init(number: "7", name: "Zwetschkenröster", email: "zwetschke@example.com"))
        try await daemon.waitUntilIdle(planned: 1)
    }

    @Test(
        "An erasing that is killed is undone, or ends at the next start with no byte left",
        arguments: [
            "erasing:kill", "erased:kill", "erased-files:kill",
        ])
    func erasing(failpoint: String) async throws {
        try await DaemonFixture.withFiles { daemon in
            try await Self.prepare(daemon)
            try await daemon.restart(failpoint: failpoint)
            _ = try? await daemon.call(CustomersMethods.Erase.self, .init(number: "7"))
            #expect(try await daemon.waitForEnd() == 128 + SIGKILL)
            try await daemon.start()
            try await daemon.expectWhole()
            let isUndone = failpoint == "erasing:kill"
            if isUndone {
                #expect(try await daemon.rows("SELECT number, name FROM customer") == ["7|Zwetschkenröster"])
                #expect(try await daemon.number("SELECT count(*) FROM followUp WHERE state = 'planned'") == 1)
                #expect(try namesInDirectory(daemon.spoolPath).count == 1)
                try await daemon.call(CustomersMethods.Erase.self, .init(number: "7"))
            } else {
                _ = try await poll(for: "the end of the erasing") {
                    try await daemon.number("SELECT count(*) FROM pendingErasure") == 0 ? true : nil
                }
            }
            #expect(try await daemon.rows("SELECT number LIKE 'erased-%', email FROM customer") == ["1|"])
            #expect(try await daemon.number("SELECT count(*) FROM followUp WHERE state = 'planned'") == 0)
            #expect(try namesInDirectory(daemon.spoolPath) == [])
            try await daemon.expectWhole()
            #expect(try await daemon.terminate() == 0)
            let found = try await run(["grep", "-rlaiE", "zwetschke", daemon.stateDirectory])
            #expect(found.exit == 1, "\(found.output)")
        }
    }

    @Test(
        "A backup that is killed leaves no copy behind, and the next is made",
        arguments: [
            "copy-made:kill", "copy-closed:kill",
        ])
    func backup(failpoint: String) async throws {
        try await DaemonFixture.withFiles { daemon in
            try await Self.prepare(daemon)
            try await daemon.restart(failpoint: failpoint)
            let target = daemon.directory + "/backup.sqlite"
            #expect(try await daemon.followupctl(["backup", target]).exit != 0)
            #expect(try await daemon.waitForEnd() == 128 + SIGKILL)
            #expect(access(target, F_OK) != 0)
            try await daemon.start()
            #expect(try namesInDirectory(daemon.stateDirectory + "/backups") == [])
            try await daemon.expectWhole()
            #expect(try await daemon.followupctl(["backup", target]).exit == 0)
            #expect(try await daemon.health().heldFollowUps == 0)
        }
    }

    @Test(
        "A restore that is killed leaves the old database or the backup, whole, and nothing lost",
        arguments: [
            "restore-copied:kill", "restore-complete:kill", "restore-aside:kill:1", "restore-aside:kill:2",
            "restored:kill",
        ])
    func restore(failpoint: String) async throws {
        try await DaemonFixture.withFiles { daemon in
            try await Self.prepare(daemon)
            let backup = daemon.directory + "/backup.sqlite"
            #expect(try await daemon.followupctl(["backup", backup]).exit == 0)
            try await daemon.call(CustomersMethods.Add.self, .init(number: "8", name: "Later", email: "8@example.com"))
            try await daemon.waitUntilIdle(planned: 2)
            // As after a crash, with a log beside the database.
            try await daemon.kill9()
            let killed = try await daemon.runToEnd(options: ["--restore", backup], failpoint: failpoint)
            #expect(killed.exit == 128 + SIGKILL, "\(killed.errors)")
            try await daemon.start()
            try await daemon.expectWhole()
            let isOld = failpoint == "restore-copied:kill"
            let numbers = try await daemon.rows("SELECT number FROM customer ORDER BY number")
            #expect(numbers == (isOld ? ["7", "8"] : ["7"]))
            #expect(try await daemon.health().pausedServices == (isOld ? [] : ["send"]))
            #expect(access(daemon.databasePath + ".unfinished", F_OK) != 0)
            if !isOld {
                let kept = try namesInDirectory(daemon.stateDirectory).filter {
                    $0.hasPrefix("replaced-") && $0.hasSuffix(".sqlite")
                }
                try #require(kept.count == 1, "\(kept)")
                let old = try await run([
                    "sqlite3", "\(daemon.stateDirectory)/\(kept[0])", "SELECT group_concat(number) FROM customer",
                ])
                #expect(old.output == "7,8\n")
            }
            #expect(try await daemon.terminate() == 0)
            #expect(try await daemon.runToEnd(options: ["--restore", backup]).exit == 0)
            try await daemon.start()
            #expect(try await daemon.rows("SELECT number FROM customer") == ["7"])
        }
    }

    @Test(
        "A migration that is killed goes on at the next start and loses nothing",
        arguments: [
            ["migrating:kill:1"], ["migrated:kill:1"], ["migrating:kill:2"], ["migrated:kill:2"],
            ["migrating:kill:1", "migrating:kill:1", "migrated:kill:1", "migrating:kill:1", "migrated:kill:1"],
        ])
    func migration(lives: [String]) async throws {
        try await DaemonFixture.withFiles { daemon in
            mkdir(daemon.stateDirectory, 0o700)
            // The noon after it was made, before anything more is due.
            try daemon.setClock(ahead: .seconds(1_795_348_800 - time(nil)))
            let packed = PackageFiles.path("Tests/StoreTests/Fixtures/schema-1.sqlite.gz")
            try await runSuccessfully(["sh", "-c", "gzip -dc '\(packed)' >'\(daemon.databasePath)'"])
            let records = """
                SELECT 'customer', count(*), sum(length(name)) FROM customer
                UNION ALL SELECT 'period', count(*), sum(enteredAt) FROM statusPeriod
                UNION ALL SELECT 'sent', count(*), sum(decidedAt) FROM message WHERE state = 'sent'
                UNION ALL SELECT 'fired', count(*), sum(fireAt) FROM followUp WHERE state = 'fired'
                """
            let before = try await daemon.rows(records)
            for life in lives {
                try daemon.launch(failpoint: life)
                #expect(try await daemon.waitForEnd() == 128 + SIGKILL, "\(life)")
            }
            try await daemon.start()
            #expect(try await daemon.rows("SELECT identifier FROM grdb_migrations ORDER BY 1") == ["1", "2", "3"])
            try await daemon.expectWhole()
            #expect(try await daemon.rows(records) == before)
        }
    }

    @Test("A job that is killed when its end has been recorded is not done again, and none is left running")
    func job() async throws {
        try await DaemonFixture.withFiles { daemon in
            try await Self.prepare(daemon)
            try await daemon.restart(failpoint: "job-finished:kill")
            _ = try? await daemon.call(JobsMethods.Run.self, .init(code: "optimize"))
            #expect(try await daemon.waitForEnd() == 128 + SIGKILL)
            try await daemon.start()
            let runs =
                "SELECT outcome, count(*) FROM jobRun r JOIN job j ON j.id = r.jobId WHERE j.code = 'optimize' GROUP BY 1"
            #expect(try await daemon.rows(runs) == ["succeeded|1"])
            #expect(try await daemon.number("SELECT count(*) FROM jobRun WHERE outcome = 'running'") == 0)
            try await daemon.expectWhole()
        }
    }

    @Test("A first start that is killed before it has tables goes on at the next", arguments: ["migrating:kill"])
    func firstStart(failpoint: String) async throws {
        try await DaemonFixture.withFiles { daemon in
            try daemon.launch(failpoint: failpoint)
            #expect(try await daemon.waitForEnd() == 128 + SIGKILL)
            try await daemon.start()
            try await daemon.expectWhole()
        }
    }

    @Test("There is a kill for every named commit point")
    func everyPoint() throws {
        let named = try Self.words(in: "Sources", after: "Failpoint.reach(\"", before: "\"")
        let killed = try Self.words(in: "Tests/IntegrationTests", after: "\"", before: ":kill")
        #expect(named.count > 15)
        #expect(named.subtracting(killed) == [])
        #expect(killed.subtracting(named) == [])
    }

    /// Names that stand between two texts in the sources below a folder.
    private static func words(in folder: String, after start: String, before end: String) throws -> Set<String> {
        let root = PackageFiles.path(folder)
        let paths = try FileManager.default.subpathsOfDirectory(atPath: root).filter { $0.hasSuffix(".swift") }
        return try paths.reduce(into: []) { names, path in
            for piece in try readFile("\(root)/\(path)").split(separator: start).dropFirst() {
                guard let close = piece.firstRange(of: end) else { continue }
                let name = piece[..<close.lowerBound]
                if name.allSatisfy({ $0.isLowercase || $0 == "-" }), !name.isEmpty { names.insert(String(name)) }
            }
        }
    }
}
