import Domain
import Engine
import GRDB
import Glibc
import Systemd
import TestKit

/// The real present, for offices that a real daemon serves.
func present() -> Timestamp { SystemClock().now() }

extension BenchmarkOffice {
    /// Runs the daemon of this build on the database.
    func withDaemon<Result>(
        settings: [String: String] = [:], isStarted: Bool = true, _ body: (DaemonFixture) async throws -> Result
    ) async throws -> Result {
        // All that is due is to be made at once.
        let settings = settings.merging(["FOLLOWUPD_SCAN_STORM_THRESHOLD": "0"]) { given, _ in given }
        return try await DaemonFixture.withFiles(stateDirectory: directory, settings: settings) { daemon in
            if isStarted { try await daemon.start() }
            let result = try await body(daemon)
            _ = try? await daemon.terminate()
            return result
        }
    }

    /// Asks SQLite's own shell, and waits for its end.
    func askInShell(_ sql: String) throws {
        let shell = try ChildProcess(["sqlite3", databasePath, sql])
        while shell.exitStatus() == nil { usleep(100) }
        guard shell.exitStatus() == 0 else {
            throw BenchmarkError("sqlite3 cannot read the database; install it (apt install sqlite3).")
        }
    }

    /// Whether a mail waits to be sent.
    func isSending(_ database: DatabaseQueue) async throws -> Bool {
        try await database.read { db in
            try Int.fetchOne(db, sql: "SELECT 1 FROM message WHERE state = 'queued' LIMIT 1") != nil
        }
    }

    /// Whether a follow-up has come due and is not decided.
    func isBusy(_ database: DatabaseQueue) async throws -> Bool {
        let now = present().milliseconds
        return try await database.read { db in
            try Int.fetchOne(
                db, sql: "SELECT 1 FROM followUp WHERE state = 'planned' AND fireAt <= ? LIMIT 1", arguments: [now])
                != nil
        }
    }
}

extension DaemonFixture {
    /// Resident set in MB, of a million bytes.
    func memory() throws -> Double {
        guard let processID, let memory = residentMegabytes(of: processID) else {
            throw BenchmarkError("The daemon has ended: \(log)")
        }
        return memory
    }
}

/// Resident set of a process in MB, of a million bytes; nil if it has ended.
func residentMegabytes(of processID: pid_t) -> Double? {
    guard let status = try? readFile("/proc/\(processID)/status"),
        let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmRSS:") })
    else { return nil }
    return line.split(separator: " ").dropFirst().first.flatMap { Double($0) }.map { $0 * 1_024 / 1_000_000 }
}
