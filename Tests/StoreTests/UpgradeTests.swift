import Domain
import GRDB
import Synchronization
import TestKit
import Testing

@testable import Engine
@testable import Store

/// Databases of every released schema, made by the followupd of that time: each is brought to the newest one and loses nothing.
@Suite("Upgrades")
struct UpgradeTests {
    /// Of 0.1.0 and of 0.2.0: 43 customers with the staffing workflow, follow-ups, mails sent, an erasure.
    private static let released = ["schema-1", "schema-2"]

    private static func open(_ directory: TemporaryDirectory, told: Watched<[String]>? = nil) throws -> Store {
        try Store(directory: StateDirectory(path: directory.path), zones: ZoneInfoDirectory.rules(for:)) { progress in
            told?.update {
                switch progress {
                case .begun(let schema): $0.append("begun \(schema)")
                case .going: break
                case .ended(let schema, _): $0.append("ended \(schema)")
                }
            }
        }
    }

    /// Opens the database, and checks it.
    private static func findings(_ directory: TemporaryDirectory, told: Watched<[String]>) async throws -> [String] {
        let store = try open(directory, told: told)
        let findings = try await store.checkIntegrity(scratch: "\(directory.path)/copy.sqlite")
        try store.close()
        return findings
    }

    private static func unpack(_ fixture: String, into directory: TemporaryDirectory) async throws {
        let packed = PackageFiles.path("Tests/StoreTests/Fixtures/\(fixture).sqlite.gz")
        try await runSuccessfully(["sh", "-c", "gzip -dc '\(packed)' >'\(directory.path)/followupd.sqlite'"])
    }

    @Test("is brought to the newest schema, told of, and whole", arguments: released)
    func migrates(fixture: String) async throws {
        let directory = try TemporaryDirectory()
        try await Self.unpack(fixture, into: directory)
        let before = try Self.contents(directory)
        let told = Watched<[String]>([])
        let findings = try await Self.findings(directory, told: told)
        let steps = fixture == "schema-1" ? ["2", "3"] : ["3"]
        #expect(told.value == steps.flatMap { ["begun \($0)", "ended \($0)"] })
        #expect(findings == [])
        #expect(try Self.contents(directory) == before)

        let again = Watched<[String]>([])
        try Self.open(directory, told: again).close()
        #expect(again.value == [])
    }

    @Test("has the schema of a new database afterwards", arguments: released)
    func sameSchema(fixture: String) async throws {
        let old = try TemporaryDirectory()
        let new = try TemporaryDirectory()
        try await Self.unpack(fixture, into: old)
        for directory in [old, new] { try Self.open(directory).close() }
        #expect(try Self.schema(old) == Self.schema(new))
    }

    @Test("goes on where it was: what is planned fires once, what was done is not done again", arguments: released)
    func goesOn(fixture: String) async throws {
        let directory = try TemporaryDirectory()
        try await Self.unpack(fixture, into: directory)
        let store = try Self.open(directory)
        let carrier = RecordingCarrier()
        let clock = ManualClock("2026-11-22T12:00:00Z")
        let engine = try Engine(
            store: store, clock: clock, carriers: [.email: carrier],
            configuration: Engine.Configuration(
                send: OutboxSender.Configuration(sender: try MailAddress("office@example.com"))),
            events: EventRecorder().log)
        try await engine.recover()
        #expect(try await engine.sender.runOnce(now: clock.now()).sent == 0)
        let planned = try await store.health(now: clock.now()).plannedFollowUps
        #expect(planned == 53)
        let year = clock.now().adding(milliseconds: 365 * 86_400_000)
        let fired = try await engine.scanner.runOnce(now: year).firing
        #expect(fired.examined >= planned)
        #expect(fired.failed == 0)
        #expect(try await store.health(now: year).dueFollowUps == 0)
        #expect(try await engine.scanner.runOnce(now: year).firing.examined == 0)
        try store.close()
    }

    @Test("a step that works long says so, and one that does nothing does not")
    func progress() throws {
        let directory = try TemporaryDirectory()
        let store = try TemporaryStore.open(directory)
        let count = Atomic(0)
        try store.pool.writeWithoutTransaction { db in
            let watch = ProgressWatch(every: .zero) { count.add(1, ordering: .relaxed) }
            watch.start(db)
            defer { watch.stop(db) }
            _ = try Int.fetchOne(db, sql: "SELECT 1")
            #expect(count.load(ordering: .relaxed) == 0)
            let long =
                "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000) SELECT sum(i) FROM n"
            _ = try Int.fetchOne(db, sql: long)
        }
        let said = count.load(ordering: .relaxed)
        #expect(said > 1)
        _ = try store.pool.writeWithoutTransaction { try Int.fetchOne($0, sql: "SELECT count(*) FROM customer") }
        #expect(count.load(ordering: .relaxed) == said)
        try store.close()
    }

    /// All rows of all tables that hold what people would miss, as text.
    private static func contents(_ directory: TemporaryDirectory) throws -> [String: [String]] {
        let queue = try DatabaseQueue(path: "\(directory.path)/followupd.sqlite")
        defer { try? queue.close() }
        return try queue.read { db in
            let tables = try String.fetchAll(
                db,
                sql: """
                    SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'
                    AND name NOT LIKE 'customerText%' AND name NOT IN ('grdb_migrations', 'backupMark', 'zoneRules') AND name NOT LIKE 'sqlite%'
                    """)
            return try tables.reduce(into: [:]) { contents, table in
                contents[table] = try Row.fetchAll(db, sql: "SELECT * FROM \"\(table)\"").map(\.description).sorted()
            }
        }
    }

    private static func schema(_ directory: TemporaryDirectory) throws -> [String] {
        let queue = try DatabaseQueue(path: "\(directory.path)/followupd.sqlite")
        defer { try? queue.close() }
        return try queue.read { db in
            try String.fetchAll(
                db, sql: "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_master ORDER BY type, name"
            )
        }
    }
}
