import GRDB
import Glibc
import TestKit

/// Resident memory of the real daemon, idle and in a storm, against SQLite's own shell that holds the same database open.
struct MemoryBenchmark {
    let customers: Int
    let due: Int

    func run(_ report: Report) async throws {
        let idle = try await BenchmarkOffice.make(customers: customers, due: 0, now: present())
        let memory = try await idle.withDaemon { daemon in
            try await Task.sleep(for: .seconds(3))
            return try daemon.memory()
        }
        let shell = try await shellMemory(idle)
        report.add(
            Finding(
                "resident memory, idle", customers: customers, .mebibytes, Spread(memory), baseline: Spread(shell),
                bar: .figure(40)))
        try idle.remove()

        let stormy = try await BenchmarkOffice.make(customers: customers, due: due, now: present())
        let database = try DatabaseQueue(path: stormy.databasePath)
        let most = try await stormy.withDaemon { daemon in
            var most = try daemon.memory()
            while try await stormy.isBusy(database) {
                most = max(most, try daemon.memory())
                try await Task.sleep(for: .milliseconds(20))
            }
            return max(most, try daemon.memory())
        }
        report.add(
            Finding(
                "resident memory, most in a storm of \(due)", customers: customers, .mebibytes, Spread(most),
                baseline: Spread(shell), bar: .figure(80)))
        try database.close()
        try stormy.remove()
    }

    private func shellMemory(_ office: BenchmarkOffice) async throws -> Double {
        var ends: [Int32] = [0, 0]
        guard pipe(&ends) == 0 else { throw BenchmarkError("There is no pipe to be had.") }
        let shell = try ChildProcess(["sqlite3", office.databasePath], descriptors: [0: ends[0]])
        defer {
            shell.stop()
            ends.forEach { close($0) }
        }
        let question = "SELECT min(fireAt) FROM followUp WHERE state = 'planned';\n"
        _ = write(ends[1], question, question.utf8.count)
        try await Task.sleep(for: .seconds(1))
        guard let memory = residentMebibytes(of: shell.id) else { throw BenchmarkError("sqlite3 has ended.") }
        return memory
    }
}
