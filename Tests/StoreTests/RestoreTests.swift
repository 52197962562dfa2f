import Domain
import GRDB
import Glibc
import TestKit
import Testing

@testable import Engine
@testable import Store

/// A backup takes the place of a database, or nothing does.
@Suite("Restoring a backup")
struct RestoreTests {
    private static let later = Office.monday.adding(milliseconds: 7 * 86_400_000)

    /// An office with `customers`, and its backup.
    private func backup(customers: Int, in directory: String) async throws -> String {
        let office = try await Office()
        for number in 0..<customers { try await office.addCustomer("\(number)") }
        let path = "\(directory)/backup.sqlite"
        try await office.store.backUp(to: path, now: Office.monday)
        return path
    }

    /// A database with a calendar and nobody in it.
    /// - Parameter copies: where files go as a kill leaves them, with a log whose contents are not in the database yet.
    private func makeOld(_ state: TemporaryDirectory, killedInto copies: String? = nil) async throws {
        let store = try TemporaryStore.open(state)
        try await store.ensureDefaultCalendar(zone: "UTC")
        if let copies {
            let path = "\(state.path)/followupd.sqlite"
            try await runSuccessfully(["mkdir", copies])
            try await runSuccessfully(["cp", path, path + "-wal", copies])
        }
        try store.close()
    }

    private func count(_ table: String, in file: String) throws -> Int {
        let queue = try DatabaseQueue(path: file)
        defer { try? queue.close() }
        return try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM \(table)") ?? -1 }
    }

    @Test("knows when it was made, keeps the database that was there, and holds what is due at the first start only")
    func restored() async throws {
        try await withTemporaryDirectory { directory in
            let backup = try await backup(customers: 3, in: directory.path)
            let state = try TemporaryDirectory()
            try await makeOld(state)

            let restored = try RestoredBackup(
                restoring: BackupSource(path: backup), into: StateDirectory(path: state.path))
            #expect(restored.madeAt == Office.monday)
            #expect(restored.customers == 3)
            #expect(try count("customer", in: #require(restored.replaced)) == 0)

            let store = try TemporaryStore.open(state)
            let due = try await store.health(now: Self.later).dueFollowUps
            let planned = try await store.health(now: Self.later).plannedFollowUps
            #expect(due == 9)
            let held = try #require(try await store.holdRestored(now: Self.later))
            #expect(held.followUps == due)
            #expect(held.backupAt == Office.monday)
            let health = try await store.health(now: Self.later)
            #expect(health.heldFollowUps == due)
            #expect(health.plannedFollowUps == planned - due)
            #expect(health.pausedServices == ["send"])
            #expect(try await store.holdRestored(now: Self.later) == nil)
            #expect(try await store.releaseFollowUps(limit: 100, by: "root", now: Self.later) == due)
            #expect(try await store.health(now: Self.later).dueFollowUps == due)
            try store.close()
        }
    }

    @Test("passes over what jobs that mail have missed, so that last night's digest does not go twice")
    func jobs() async throws {
        let office = try await Office()
        try await office.store.ensureJobs(JobSpecification.standard, now: Office.monday)
        let path = "\(office.directory)/backup.sqlite"
        try await office.store.backUp(to: path, now: Office.monday)
        let state = try TemporaryDirectory()
        _ = try RestoredBackup(restoring: BackupSource(path: path), into: StateDirectory(path: state.path))
        let store = try TemporaryStore.open(state)
        _ = try await store.holdRestored(now: Self.later)
        let jobs = try await store.jobs()
        #expect(try #require(jobs.first { $0.specification.kind == .digest }?.nextAt) > Self.later)
        #expect(try #require(jobs.first { $0.specification.kind == .backup }?.nextAt) < Self.later)
        try store.close()
    }

    @Test("a kill at any step leaves the old database or, at the next start, the restored one with the old beside it")
    func killed() async throws {
        try await withTemporaryDirectory { directory in
            let backup = try await backup(customers: 2, in: directory.path)
            // How many of the steps after the copy is complete have been done: the log moved aside, the database moved aside.
            for done in 0...2 {
                let state = try TemporaryDirectory()
                let path = "\(state.path)/followupd.sqlite"
                let copies = directory.path + "/\(done)"
                try await makeOld(state, killedInto: copies)
                try await runSuccessfully(["sh", "-c", "mv '\(copies)'/* '\(state.path)'/"])
                try await runSuccessfully(["cp", backup, path + ".restored"])
                var status = stat()
                stat(path + ".restored", &status)
                let aside = "\(state.path)/replaced-\(status.st_mtim.tv_sec).sqlite"
                if done >= 1 { rename(path + "-wal", aside + "-wal") }
                if done >= 2 { rename(path, aside) }

                try TemporaryStore.open(state).close()
                #expect(try count("customer", in: path) == 2, "after \(done) steps")
                #expect(try count("calendar", in: aside) == 1, "after \(done) steps")
            }
        }
    }

    @Test(
        "what is no whole backup of ours is refused, and nothing is changed",
        arguments: ["text", "cut", "foreign", "newer"])
    func refused(kind: String) async throws {
        try await withTemporaryDirectory { directory in
            let backup = try await backup(customers: 2, in: directory.path)
            let state = try TemporaryDirectory()
            try await makeOld(state)
            let before = try await run(["sha256sum", state.path + "/followupd.sqlite"]).output
            switch kind {
            case "text": try writeFile("no database", to: backup)
            case "cut": truncate(backup, 40_000)
            case "foreign":
                try await runSuccessfully(["sh", "-c", "rm '\(backup)'; sqlite3 '\(backup)' 'CREATE TABLE t (x)'"])
            default: try await runSuccessfully(["sqlite3", backup, "INSERT INTO grdb_migrations VALUES ('99')"])
            }
            let error = #expect(throws: StoreError.self) {
                try RestoredBackup(restoring: BackupSource(path: backup), into: StateDirectory(path: state.path))
            }
            #expect(error?.code == (kind == "newer" ? .newerSchema : .corrupt))
            #expect(try await run(["sha256sum", state.path + "/followupd.sqlite"]).output == before)
            #expect(try namesInDirectory(state.path).sorted() == ["followupd.sqlite", "lock"])
        }
    }

    @Test("a backup of an older schema is restored too")
    func older() async throws {
        try await withTemporaryDirectory { directory in
            let packed = PackageFiles.path("Tests/StoreTests/Fixtures/schema-1.sqlite.gz")
            let backup = directory.path + "/old.sqlite"
            try await runSuccessfully(["sh", "-c", "gzip -dc '\(packed)' >'\(backup)'"])
            let state = try TemporaryDirectory()
            let restored = try RestoredBackup(
                restoring: BackupSource(path: backup), into: StateDirectory(path: state.path))
            #expect(restored.madeAt == nil)
            #expect(restored.customers == 42)
            let store = try TemporaryStore.open(state)
            #expect(try await store.holdRestored(now: "2026-11-24T12:00:00Z") != nil)
            try store.close()
        }
    }

    @Test("restores that follow at once keep each database that was there")
    func twice() async throws {
        try await withTemporaryDirectory { directory in
            let backup = try await backup(customers: 2, in: directory.path)
            let state = try TemporaryDirectory()
            try await makeOld(state)
            let kept = try (0..<3).map { _ in
                try RestoredBackup(restoring: BackupSource(path: backup), into: StateDirectory(path: state.path))
                    .replaced
            }
            #expect(Set(kept).count == 3)
            #expect(try kept.map { try count("customer", in: #require($0)) } == [0, 2, 2])
        }
    }

    @Test("a restore after one that was killed between its steps keeps the old database and its log together")
    func afterKilled() async throws {
        try await withTemporaryDirectory { directory in
            let backup = try await backup(customers: 2, in: directory.path)
            let state = try TemporaryDirectory()
            let path = "\(state.path)/followupd.sqlite"
            try await makeOld(state, killedInto: directory.path + "/old")
            try await runSuccessfully(["sh", "-c", "mv '\(directory.path)'/old/* '\(state.path)'/"])
            try await runSuccessfully(["cp", backup, path + ".restored"])
            var status = stat()
            stat(path + ".restored", &status)
            let aside = "\(state.path)/replaced-\(status.st_mtim.tv_sec).sqlite"
            rename(path + "-wal", aside + "-wal")
            _ = try RestoredBackup(restoring: BackupSource(path: backup), into: StateDirectory(path: state.path))
            #expect(try count("calendar", in: aside) == 1)
            #expect(try count("customer", in: path) == 2)
        }
    }

    @Test(
        "only an ordinary file is restored, and never what the restore itself writes",
        arguments: ["fifo", "device", "directory", "own"])
    func notOrdinary(kind: String) async throws {
        try await withTemporaryDirectory { directory in
            let state = try TemporaryDirectory()
            try await makeOld(state)
            let path: String
            switch kind {
            case "fifo":
                path = directory.path + "/fifo"
                mkfifo(path, 0o600)
            case "device": path = "/dev/zero"
            case "directory": path = directory.path
            default:
                path = "\(state.path)/followupd.sqlite.unfinished"
                try writeFile("left over", to: path)
            }
            #expect(throws: StoreError.self) {
                try RestoredBackup(restoring: BackupSource(path: path), into: StateDirectory(path: state.path))
            }
            #expect(access(path, F_OK) == 0)
            #expect(try count("calendar", in: "\(state.path)/followupd.sqlite") == 1)
        }
    }

    @Test("a journal beside a backup could have SQLite remove any file; it is refused, and so is a link")
    func planted() async throws {
        try await withTemporaryDirectory { directory in
            let backup = try await backup(customers: 1, in: directory.path)
            let state = try TemporaryDirectory()
            try await makeOld(state)
            let victim = directory.path + "/victim"
            try writeFile("mine", to: victim)
            try await plantJournal(beside: backup, naming: victim)
            let refusal = #expect(throws: StoreError.self) {
                try RestoredBackup(restoring: BackupSource(path: backup), into: StateDirectory(path: state.path))
            }
            #expect(refusal?.message.contains("-journal lies beside the backup") == true)
            #expect(try readFile(victim) == "mine")
            // Without the check the file would be gone: SQLite's own shell shows it.
            _ = try await run(["sqlite3", backup, "SELECT count(*) FROM customer"])
            #expect(access(victim, F_OK) != 0)

            symlink(backup, directory.path + "/link")
            let link = #expect(throws: StoreError.self) { try BackupSource(path: directory.path + "/link") }
            #expect(link?.message.contains("is a symbolic link") == true)
        }
    }

    /// A hot rollback journal, empty but for the name of its super-journal (https://www.sqlite.org/fileformat2.html#the_rollback_journal).
    private func plantJournal(beside path: String, naming victim: String) async throws {
        let script = """
            import struct, sys
            path, victim = sys.argv[1], sys.argv[2].encode()
            magic = bytes([0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7])
            pages = len(open(path, 'rb').read()) // 4096
            header = (magic + struct.pack('>IIIII', 0, 1, pages, 512, 4096)).ljust(512, b'\\0')
            total = sum(victim) & 0xffffffff
            name = struct.pack('>I', 0x40000000 // 4096 + 1) + victim + struct.pack('>II', len(victim), total) + magic
            open(path + '-journal', 'wb').write(header + name)
            """
        try await runSuccessfully(["python3", "-c", script, path, victim])
    }

    @Test("a check finds a full-text index that does not agree with the customers, and a page that was overwritten")
    func check() async throws {
        let office = try await Office()
        for number in 0..<50 { try await office.addCustomer("\(number)") }
        let scratch = "\(office.directory)/scratch.sqlite"
        #expect(try await office.store.checkIntegrity(scratch: scratch) == [])
        unlink(scratch)
        try await office.store.write { db in
            try db.execute(sql: "DELETE FROM customerText WHERE rowid = 7")
        }
        let findings = try await office.store.checkIntegrity(scratch: scratch)
        #expect(findings == ["The full-text index does not agree with the customers."])
    }
}
