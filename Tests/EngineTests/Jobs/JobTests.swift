import Delivery
import Domain
import FoundationEssentials
import GRDB
import Glibc
import Store
import TestKit
import Testing

@testable import Engine

@Suite("Jobs")
struct JobTests {
    private static func schedule(_ text: String) throws -> Schedule { try #require(Schedule(text)) }

    @Test("the standard schedules are those that are written down")
    func standard() {
        #expect(
            JobSpecification.standard.map { "\($0.code) \($0.schedule)" } == [
                "digest Mon..Fri *-*-* 07:30:00", "backup *-*-* 02:15:00", "prune Sun *-*-* 03:30:00",
                "optimize *-*-* 03:15:00", "heartbeat every 15 minutes",
            ])
    }

    @Test(
        "failure 10: a run is one for its job and instant, whoever asks how often; missed ones are one run that says so"
    )
    func once() async throws {
        let works = try await Works(jobs: false)
        let store = works.office.store
        try await store.ensureJobs(
            [JobSpecification(code: "h", name: "H", kind: .heartbeat, schedule: try Self.schedule("every 15 minutes"))],
            now: Office.monday)
        #expect(try await works.runs(at: Office.monday.adding(seconds: 899)).isEmpty)
        let first = try await works.runs(at: Office.monday.adding(seconds: 900))
        #expect(first.map(\.outcome) == [.succeeded] && first.map(\.missed) == [0])
        #expect(try await works.runs(at: Office.monday.adding(seconds: 900)).isEmpty)
        let late = try await works.runs(at: Office.monday.adding(seconds: 900 * 10 + 7))
        #expect(late.map(\.missed) == [8] && late.map(\.scheduledAt) == [Office.monday.adding(seconds: 9_000)])
        // The clock is set back: what has run does not run again.
        works.clock.set(to: Office.monday)
        #expect(try await works.engine.jobs.runOnce(now: Office.monday.adding(seconds: 900)).isEmpty)
        #expect(try await works.runs(at: Office.monday.adding(seconds: 900 * 11)).count == 1)
        // Two schedulers at once: one of them has it.
        let now = Office.monday.adding(seconds: 900 * 12)
        async let one = store.claimJob(now: now)
        async let two = store.claimJob(now: now)
        let claims = try await [one, two].compactMap { $0 }
        #expect(claims.count == 1)
        #expect(try await store.claimJob(now: now.adding(seconds: 900)) == nil, "never two at once")
    }

    @Test(
        "a run that fails is tried again with growing waits, then given up until the next; an interrupted one at the start"
    )
    func retries() async throws {
        let works = try await Works(jobs: false)
        let store = works.office.store
        try await store.addJob(
            JobSpecification(
                code: "b", name: "B", kind: .backup, schedule: try Self.schedule("*-*-* 12:00 UTC"),
                options: ["directory": "/dev/null/x"], retries: 2), by: "root", now: Office.monday)
        let noon: Timestamp = "2026-03-02T12:00:00Z"
        #expect(try await works.runs(at: noon).map(\.outcome) == [.failed])
        #expect(try await works.runs(at: noon.adding(seconds: 29)).isEmpty)
        #expect(try await works.runs(at: noon.adding(seconds: 30)).map(\.attempt) == [2])
        #expect(try await works.runs(at: noon.adding(seconds: 90)).map(\.attempt) == [3])
        #expect(try await works.runs(at: noon.adding(seconds: 7_200)).isEmpty)
        #expect(try await store.health(now: noon).failedJobs == ["b"])
        #expect(try await works.runs(at: noon.adding(seconds: 86_400)).map(\.attempt) == [1])
        let claimed = try #require(try await store.claimJob(now: noon.adding(seconds: 86_400 + 30)))
        #expect(claimed.run.attempt == 2)
        #expect(try await store.rescueJobs(now: noon.adding(seconds: 86_400 + 60)) == 1)
        #expect(try await works.runs(at: noon.adding(seconds: 86_400 + 60)).map(\.attempt) == [3])
    }

    @Test("a paused job makes up for nothing; by hand it runs whatever its schedule")
    func paused() async throws {
        let works = try await Works()
        let store = works.office.store
        try await store.setJob(code: "heartbeat", paused: true, by: "root", now: Office.monday)
        #expect(try await works.runs(at: Office.monday.adding(seconds: 4_000)).isEmpty)
        #expect(try await works.engine.jobs.runNow(code: "heartbeat", by: "root").by == "root")
        try await store.setJob(code: "heartbeat", paused: false, by: "root", now: Office.monday.adding(seconds: 4_000))
        #expect(try await works.runs(at: Office.monday.adding(seconds: 4_499)).isEmpty)
        #expect(try await works.runs(at: Office.monday.adding(seconds: 4_500)).map(\.missed) == [0])
    }

    @Test("a backup is whole, and the newest of them are kept by count")
    func backup() async throws {
        let works = try await Works()
        for number in 1...20 { try await works.office.add("\(number)") }
        let folder = "\(works.office.directory)/copies"
        try await works.office.store.updateJob(code: "backup", by: "root", now: Office.monday) { old in
            var new = old
            new.options = ["directory": folder, "keep": "3"]
            return new
        }
        for _ in 0..<5 {
            works.clock.advance(by: 61_000)
            let run = try await works.engine.jobs.runNow(code: "backup", by: "root")
            #expect(run.outcome == .succeeded, "\(run.detail)")
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
        #expect(files.count == 3 && files.allSatisfy { $0.hasPrefix("backup-20260302T08") })
        let copy = try DatabaseQueue(path: "\(folder)/\(files[2])")
        #expect(try await copy.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM customer") } == 20)
    }

    @Test("a digest goes to whoever has something to do, once for a run, with its figures in the HTML part too")
    func digest() async throws {
        let works = try await Works()
        try await works.office.add("1", [.name: "<script>alert(1)</script>"])
        try await Bench(works.office).scan(at: "2026-03-08T00:00:00+01:00")
        let runs = try await works.runs(at: "2026-03-10T07:30:00+01:00").filter { $0.job == "digest" }
        #expect(runs.map(\.outcome) == [.succeeded])
        let mail = try #require(works.carrier.deliveries.first)
        #expect(works.carrier.deliveries.count == 1 && mail.recipient == "ana@office.example")
        #expect(mail.subject == "1 overdue, 0 due today, 0 open")
        #expect(mail.text.contains("1 <script>alert(1)</script>: Call"))
        let html = try #require(mail.html)
        #expect(html.contains("&lt;script&gt;") && !html.contains("<script"))
    }

    @Test("what a carrier says of a mail that it will not have stands in the history, never in the log")
    func carriersWords() async throws {
        let works = try await Works(
            carrier: RecordingCarrier { message, _ in .failed(reason: "\(message.recipient): no such user") })
        try await works.office.add("1")
        try await Bench(works.office).scan(at: "2026-03-08T00:00:00+01:00")
        let runs = try await works.runs(at: "2026-03-10T07:30:00+01:00").filter { $0.job == "digest" }
        #expect(runs.map(\.detail) == ["0 mails; not ana: ana@office.example: no such user"])
        await works.events.wait(for: .jobFinished)
        let logged = works.events.events.filter { $0.kind == .jobFinished && $0["job"] == "digest" }
        #expect(logged.map { $0["detail"] } == ["0 mails, and 1 that could not be handed over"])
    }

    @Test("a link that lies in the place of a page, written or being written, is replaced and not followed")
    func links() async throws {
        let works = try await Works()
        let folder = "\(works.office.directory)/reports"
        let other = "\(works.office.directory)/other"
        try "other".write(toFile: other, atomically: true, encoding: .utf8)
        try await works.office.store.addJob(
            JobSpecification(code: "page", name: "P", kind: .report, schedule: try Self.schedule("daily")), by: "root",
            now: Office.monday)
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        for name in ["page.html", ".page.html.unfinished"] {
            #expect(symlink(other, "\(folder)/\(name)") == 0)
        }
        let run = try await works.engine.jobs.runNow(code: "page", by: "root")
        #expect(run.outcome == .succeeded, "\(run.detail)")
        #expect(try String(contentsOfFile: other, encoding: .utf8) == "other")
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["page.html"])
        #expect(try String(contentsOfFile: "\(folder)/page.html", encoding: .utf8).contains("<html"))
    }

    @Test("a backup that is dated by a clock that was ahead does not hide those after it")
    func lastBackup() async throws {
        let works = try await Works()
        for instant in ["2027-03-02T08:00:00Z", "2026-03-02T09:00:00Z"] as [Timestamp] {
            works.clock.set(to: instant)
            let run = try await works.engine.jobs.runNow(code: "backup", by: "root")
            #expect(run.outcome == .succeeded, "\(run.detail)")
            let health = try await works.office.store.health(now: instant)
            #expect(health.lastBackupAt == instant)
            #expect(health.jobSuccesses["backup"] == instant)
        }
    }

    @Test("what a job could not do at night is refused by day: no such directory, no such person")
    func refusedByDay() async throws {
        let works = try await Works()
        try "".write(toFile: "\(works.office.directory)/file", atomically: true, encoding: .utf8)
        // Where everybody may rename files, but for his own only.
        for (name, mode) in [("open", 0o777), ("sticky", 0o1777)] as [(String, mode_t)] {
            #expect(mkdir("\(works.office.directory)/\(name)", 0o700) == 0)
            #expect(chmod("\(works.office.directory)/\(name)", mode) == 0)
        }
        try await works.engine.jobs.refuseUnusable(directory: "\(works.office.directory)/sticky")
        for path in [
            "/dev/null/x", "\(works.office.directory)/file", "/nonexistent/deep/er", "\(works.office.directory)/open",
        ] {
            let error = await #expect(throws: StoreError.self) {
                try await works.engine.jobs.refuseUnusable(directory: path)
            }
            #expect(error?.code == .invalidValue(field: "directory"))
        }
        for to in ["nobody", "team:nobody", "cyn", "owner", "team:"] {
            let error = await #expect(throws: StoreError.self) {
                try await works.office.store.addJob(
                    JobSpecification(
                        code: "d", name: "D", kind: .digest, schedule: try Self.schedule("daily"), options: ["to": to]),
                    by: "root", now: Office.monday)
            }
            #expect(error?.code == .invalidValue(field: "to"), "\(to)")
        }
        for to in ["ana", "user:ana", "team:sales"] {
            try await works.office.store.addJob(
                JobSpecification(
                    code: "d\(to.count)", name: "D", kind: .digest, schedule: try Self.schedule("daily"),
                    options: ["to": to]), by: "root", now: Office.monday)
        }
    }

    @Test(
        "failure 9: prune removes the ledger of stays long over, and nothing that could fire again; not while the clock runs ahead"
    )
    func prune() async throws {
        let works = try await Works()
        for number in 1...30 { try await works.office.add("\(number)") }
        let bench = try Bench(works.office)
        try await bench.scan(at: "2026-03-08T00:00:00+01:00")
        for number in 1...20 {
            try await works.office.move("\(number)", to: "elsewhere", now: "2026-03-09T00:00:00+01:00")
        }
        works.clock.set(to: "2030-01-01T00:00:00Z")
        let refused = try await works.engine.jobs.runNow(code: "prune", by: "root")
        #expect(refused.outcome == .failed && refused.detail.contains("days ahead"))
        #expect(try await works.office.followUps().count == 30)
        works.clock.set(to: Office.monday)
        works.clock.advance(to: "2030-01-01T00:00:00Z")
        let run = try await works.engine.jobs.runNow(code: "prune", by: "root")
        #expect(run.outcome == .succeeded && run.detail.hasPrefix("20 follow-ups"), "\(run.detail)")
        #expect(try await works.office.followUps().count == 10)
        #expect(try await works.office.tasks().count == 10)
        #expect(try await works.office.store.history(number: "1").count == 2)
        #expect(try await bench.scan(at: "2030-01-01T00:00:00Z").firing.examined == 0)
    }
}
