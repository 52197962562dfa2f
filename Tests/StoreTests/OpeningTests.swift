import Domain
import Engine
import FoundationEssentials
import GRDB
import Glibc
import TestKit
import Testing

@testable import Store

@Suite("Opening the database")
struct OpeningTests {
    @Test("what was acknowledged survives a power cut: WAL, synchronous FULL, foreign keys on")
    func pragmas() async throws {
        let temporary = try await TemporaryStore()
        let store = temporary.store
        let (synchronous, journal, foreignKeys, limit) = try await store.pool.writeWithoutTransaction { db in
            (
                try Int.fetchOne(db, sql: "PRAGMA synchronous"), try String.fetchOne(db, sql: "PRAGMA journal_mode"),
                try Int.fetchOne(db, sql: "PRAGMA foreign_keys"), try Int.fetchOne(db, sql: "PRAGMA journal_size_limit")
            )
        }
        #expect(synchronous == 2)
        #expect(journal == "wal")
        #expect(foreignKeys == 1)
        #expect(limit == 16_777_216)
    }

    @Test("a second daemon on the same directory is refused, and let in when the first is gone")
    func lock() throws {
        let directory = try TemporaryDirectory()
        var first: StateDirectory? = try StateDirectory(path: directory.path)
        let refused = #expect(throws: StoreError.self) { try StateDirectory(path: directory.path) }
        #expect(refused?.code == .alreadyRunning)
        #expect(first != nil)
        first = nil
        _ = try StateDirectory(path: directory.path)
    }

    @Test("a directory that cannot be used is said to be so")
    func directory() throws {
        let error = #expect(throws: StoreError.self) { try StateDirectory(path: "/proc/nowhere/state") }
        #expect(error?.code == .unusableDirectory)
        #expect(error?.message.contains("/proc/nowhere/state") == true)
    }

    @Test("a database of a newer schema is refused and left as it is")
    func newer() throws {
        let directory = try TemporaryDirectory()
        try closing(try TemporaryStore.open(directory)) { store in
            try store.pool.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99')") }
        }
        let error = #expect(throws: StoreError.self) { try TemporaryStore.open(directory) }
        #expect(error?.code == .newerSchema)
        let queue = try DatabaseQueue(path: "\(directory.path)/followupd.sqlite")
        #expect(
            try queue.read { try String.fetchAll($0, sql: "SELECT identifier FROM grdb_migrations ORDER BY 1") } == [
                "1", "2", "3", "99",
            ])
    }

    @Test("a file that is no database is refused and left as it is")
    func corrupt() throws {
        let directory = try TemporaryDirectory()
        try closing(try TemporaryStore.open(directory)) { _ in }
        for suffix in ["-wal", "-shm"] {
            try? FileManager.default.removeItem(atPath: "\(directory.path)/followupd.sqlite\(suffix)")
        }
        let text = String(repeating: "this is no database ", count: 1_000)
        try directory.write(text, to: "followupd.sqlite")
        let error = #expect(throws: StoreError.self) { try TemporaryStore.open(directory) }
        #expect(error?.code == .corrupt)
        #expect(try directory.read("followupd.sqlite") == text)
    }

    @Test("a new database is of the newest schema at once, and nothing is told of migrations")
    func newDatabase() throws {
        let directory = try TemporaryDirectory()
        let told = Watched(0)
        for _ in 0..<2 {
            let store = try Store(
                directory: StateDirectory(path: directory.path), zones: ZoneInfoDirectory.rules(for:),
                onMigration: { _ in told.update { $0 += 1 } })
            try store.close()
        }
        #expect(told.value == 0)
    }

    private func closing(_ store: Store, _ body: (Store) throws -> Void) throws {
        try body(store)
        try store.close()
    }

    @Test(
        "a database file that is removed or replaced under the store is noticed, and nothing is acknowledged any more")
    func fileRemoved() async throws {
        let office = try await Office()
        try await office.addCustomer("1")
        let path = "\(office.directory)/followupd.sqlite"
        try #require(rename(path, path + ".away") == 0)
        for _ in 0..<2 {
            let error = await #expect(throws: StoreError.self) { try await office.addCustomer("2") }
            #expect(error?.code == .databaseMissing)
        }
        try #require(rename(path + ".away", path) == 0)
        try await office.addCustomer("2")
    }

    @Test(
        "a log whose database is gone is refused and left as it is, and is read when the database is back",
        arguments: [false, true])
    func logWithoutDatabase(isEmpty: Bool) async throws {
        let office = try await Office()
        try await office.addCustomer("1")
        // As a crash leaves it: with what was acknowledged last in the log only.
        let crashed = try TemporaryDirectory()
        for suffix in ["", "-wal"] {
            try FileManager.default.copyItem(
                atPath: "\(office.directory)/followupd.sqlite\(suffix)",
                toPath: crashed.path("followupd.sqlite\(suffix)"))
        }
        try #require(rename(crashed.path("followupd.sqlite"), crashed.path("away")) == 0)
        if isEmpty { try crashed.write("", to: "followupd.sqlite") }
        let log = try Data(contentsOf: URL(filePath: crashed.path("followupd.sqlite-wal")))
        try #require(!log.isEmpty)
        let error = #expect(throws: StoreError.self) { try TemporaryStore.open(crashed) }
        #expect(error?.code == .databaseMissing)
        #expect(try Data(contentsOf: URL(filePath: crashed.path("followupd.sqlite-wal"))) == log)
        try #require(rename(crashed.path("away"), crashed.path("followupd.sqlite")) == 0)
        let store = try TemporaryStore.open(crashed)
        #expect(try await store.value("SELECT count(*) FROM customer") == 1)
        try store.close()
    }

    @Test("another program's database is refused, and its tables are left as they are")
    func foreign() throws {
        let directory = try TemporaryDirectory()
        let queue = try DatabaseQueue(path: directory.path("followupd.sqlite"))
        try queue.write { try $0.execute(sql: "CREATE TABLE theirs (x)") }
        try queue.close()
        let error = #expect(throws: StoreError.self) { try TemporaryStore.open(directory) }
        #expect(error?.code == .corrupt && error?.message.contains("another program's") == true)
        let again = try DatabaseQueue(path: directory.path("followupd.sqlite"))
        #expect(try again.read { try String.fetchAll($0, sql: "SELECT name FROM sqlite_master") } == ["theirs"])
    }

    @Test("an office whose database is lost, and whose backups are there, is not begun anew", arguments: [false, true])
    func lost(isEmpty: Bool) throws {
        let directory = try TemporaryDirectory()
        try FileManager.default.createDirectory(atPath: directory.path("backups"), withIntermediateDirectories: true)
        try TemporaryStore.open(directory).close()
        try FileManager.default.removeItem(atPath: directory.path("followupd.sqlite"))
        if isEmpty { try directory.write("", to: "followupd.sqlite") }
        try directory.write("a backup", to: "backups/backup-2026-11-28T02-00-00Z.sqlite")
        let error = #expect(throws: StoreError.self) { try TemporaryStore.open(directory) }
        #expect(error?.code == .databaseMissing && error?.message.contains("--restore") == true)
    }

    @Test(
        "a log that is removed or replaced is noticed, and what was acknowledged is in the database after a stop",
        arguments: ["-wal", "-shm"])
    func logRemoved(suffix: String) async throws {
        let directory = try TemporaryDirectory()
        let path = directory.path("followupd.sqlite")
        do {
            let store = try TemporaryStore.open(directory)
            try await store.ensureDefaultCalendar(zone: "UTC")
            try #require(rename(path + suffix, path + ".away") == 0)
            let error = await #expect(throws: StoreError.self) {
                try await store.addUser(UserSpecification(code: "ana", name: "Ana"), by: "root", now: Office.monday)
            }
            #expect(error?.code == .databaseMissing && error?.message.contains(suffix) == true)
            try store.close()
        }
        let again = try TemporaryStore.open(directory)
        #expect(try await again.value("SELECT count(*) FROM calendar") == 1)
        try again.close()
    }
}
