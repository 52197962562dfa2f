import Delivery
import Domain
import FoundationEssentials
import Store
import TestKit
import Testing

@testable import Engine

@Suite("Erasing reaches what jobs have written")
struct ErasingTests {
    private static func schedule(_ text: String) throws -> Schedule { try #require(Schedule(text)) }

    @Test("erasing a customer takes the digests of the spool and the pages of report jobs with it")
    func erased() async throws {
        let office = try await Office.ruled([try rule("t", [.when: "overdue", .task: "Call {{customer.name}}"])])
        let clock = ManualClock("2026-03-10T06:00:00Z")
        let spool = "\(office.directory)/spool"
        var configuration = Engine.Configuration(
            send: OutboxSender.Configuration(sender: try MailAddress("office@office.example")))
        configuration.directory = office.directory
        let engine = try Engine(
            store: office.store, clock: clock, carriers: [.email: try SpoolCarrier(directory: spool)],
            configuration: configuration, events: EventRecorder().log)
        try await engine.recover()
        try await office.add("1", [.name: "Zacharias"])
        try await office.add("2")
        try await Bench(office).scan(at: "2026-03-08T00:00:00+01:00")
        let elsewhere = "\(office.directory)/elsewhere"
        for options in [[:], ["directory": elsewhere]] {
            try await office.store.addJob(
                JobSpecification(
                    code: "page\(options.count)", name: "P", kind: .report, schedule: try Self.schedule("daily"),
                    options: options), by: "root", now: clock.now())
        }
        for job in ["digest", "page0", "page1"] {
            let run = try await engine.jobs.runNow(code: job, by: "root")
            #expect(run.outcome == .succeeded, "\(run.detail)")
        }
        try "kept".write(toFile: "\(spool)/other@example.org.eml", atomically: true, encoding: .utf8)
        try "kept".write(toFile: "\(elsewhere)/other.html", atomically: true, encoding: .utf8)
        func files(_ directory: String) throws -> [String] {
            try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
        }
        #expect(try files(spool).count == 2 && files(elsewhere).count == 2)
        #expect(try files("\(office.directory)/reports") == ["page0.html"])
        let number = try await engine.eraser.erase(number: "1", expectedVersion: nil, by: "root", now: clock.now())
        #expect(number.isEmpty == false)
        #expect(try files(spool) == ["other@example.org.eml"])
        #expect(try files("\(office.directory)/reports").isEmpty && files(elsewhere) == ["other.html"])
        // The next run is without it.
        _ = try await engine.jobs.runNow(code: "page0", by: "root")
        let page = try String(contentsOfFile: "\(office.directory)/reports/page0.html", encoding: .utf8)
        #expect(!page.contains("Zacharias") && page.contains("Customer 2"))
    }

    @Test("a page that cannot be removed is told, keeps nothing else from being erased, and is gone on with")
    func stuckPage() async throws {
        let works = try await Works()
        try await works.office.add("1", [.name: "Zacharias Quietschfidel"])
        try await works.office.store.addJob(
            JobSpecification(code: "page", name: "P", kind: .report, schedule: try Self.schedule("daily")), by: "root",
            now: Office.monday)
        let page = "\(works.office.directory)/reports/page.html"
        try FileManager.default.createDirectory(atPath: page, withIntermediateDirectories: true)
        let error = await #expect(throws: StoreError.self) {
            try await works.engine.eraser.erase(number: "1", expectedVersion: nil, by: "root", now: Office.monday)
        }
        #expect(error?.message.contains(page) == true)
        let database = try Data(contentsOf: URL(filePath: "\(works.office.directory)/followupd.sqlite"))
        #expect(database.range(of: Data("Quietschfidel".utf8)) == nil)
        await works.engine.eraser.recover()
        #expect(works.engine.condition.read().troubles.keys.contains("erasure"))
        try FileManager.default.removeItem(atPath: page)
        await works.engine.eraser.recover()
        #expect(works.engine.condition.read().troubles.isEmpty)
        #expect(try await works.office.store.interruptedErasures() == nil)
    }

    @Test("a program that reads all the time is told, and the next heartbeat after it goes on")
    func reader() async throws {
        let works = try await Works()
        let office = works.office
        try await office.add("1", [.name: "Zacharias Quietschfidel"])
        let reader = try ConversingProcess([
            "python3", "-c",
            """
            import sqlite3, sys
            database = sqlite3.connect(sys.argv[1])
            database.execute("BEGIN")
            print(database.execute("SELECT name FROM customer WHERE number = '1'").fetchone()[0], flush=True)
            sys.stdin.read()
            """, "\(office.directory)/followupd.sqlite",
        ])
        #expect(try await reader.read(until: "\n") == "Zacharias Quietschfidel\n")
        let error = await #expect(throws: StoreError.self) {
            try await works.engine.eraser.erase(number: "1", expectedVersion: nil, by: "root", now: Office.monday)
        }
        #expect(error?.message.contains("tries again with every heartbeat") == true, "\(String(describing: error))")
        #expect(error?.code == .erasureUnfinished(number: "erased-1"))
        // Nobody waits for it, and a reader is no trouble before he has outlasted a heartbeat.
        try await office.add("2")
        #expect(works.engine.condition.read().troubles.isEmpty)
        let service = Task { try await works.engine.eraser.run() }
        _ = try await poll(for: "the trouble") { works.engine.condition.read().troubles["erasure"] }
        // Another one that fails meanwhile is gone on with as well.
        _ = try? await works.engine.eraser.erase(number: "2", expectedVersion: nil, by: "root", now: Office.monday)
        #expect(try await reader.finish().exit == 0)
        _ = try await works.engine.jobs.runNow(code: "heartbeat", by: "root")
        _ = try await poll(for: "the end of the erasures") {
            try await office.store.interruptedErasures() == nil ? true : nil
        }
        _ = try await poll(for: "the end of the trouble") {
            works.engine.condition.read().troubles.isEmpty ? true : nil
        }
        service.cancel()
        _ = await service.result
        for name in ["followupd.sqlite", "followupd.sqlite-wal"] {
            let bytes = try Data(contentsOf: URL(filePath: "\(office.directory)/\(name)"))
            #expect(bytes.range(of: Data("Quietschfidel".utf8)) == nil)
        }
    }

    @Test("what was read of customers before one was erased is written again, not left")
    func erasedMeanwhile() async throws {
        let erasures = ErasureCount()
        var shared = SharedView<Int>(erasures)
        var made = 0
        var tries = 0
        func view() async throws -> Int {
            try await shared.value(for: "root") {
                made += 1
                return made
            }
        }
        let written = try await erasures.settled {
            tries += 1
            let value = try await view()
            if tries < 3 { erasures.increment() }
            return value
        }
        #expect(tries == 3 && written == 3)
        #expect(try await view() == 3)
    }
}
