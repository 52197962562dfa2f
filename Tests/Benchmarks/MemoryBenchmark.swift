import GRDB
import Glibc
import TestKit

/// Resident memory of the real daemon, idle and in a storm, against SQLite's own shell that holds the same database open.
struct MemoryBenchmark {
    let customers: Int
    let due: Int
    let rounds: Int

    /// How long a storm's mails are watched while they are sent.
    private static let sending = Duration.seconds(20)

    func run(_ report: Report) async throws {
        let office = try await BenchmarkOffice.make(customers: customers, due: 0, now: present())
        var idle: [Double] = []
        var shell: [Double] = []
        for _ in 0..<rounds {
            shell.append(try await shellMemory(office))
            idle.append(
                try await office.withDaemon { daemon in
                    try await Task.sleep(for: .seconds(3))
                    return try daemon.memory()
                })
        }
        report.add(
            Finding(
                "resident memory, idle", customers: customers, .megabytes, Spread(idle), baseline: Spread(shell),
                bar: .figure(40)))
        try office.remove()

        let stormy = try await BenchmarkOffice.make(customers: customers, due: due, now: present())
        var most: [Double] = []
        for _ in 0..<rounds { most.append(try await memoryInStorm(stormy.copy())) }
        report.add(
            Finding(
                "resident memory, most in a storm of \(due)", customers: customers, .megabytes, Spread(most),
                baseline: Spread(shell), bar: .figure(80)))
        try stormy.remove()
    }

    private func memoryInStorm(_ office: BenchmarkOffice) async throws -> Double {
        let database = try DatabaseQueue(path: office.databasePath)
        let most = try await office.withDaemon { daemon in
            var most = try daemon.memory()
            while try await office.isBusy(database) {
                most = max(most, try daemon.memory())
                try await Task.sleep(for: .milliseconds(20))
            }
            let fired = ContinuousClock.now
            while try await office.isSending(database), ContinuousClock.now - fired < Self.sending {
                most = max(most, try daemon.memory())
                try await Task.sleep(for: .milliseconds(20))
            }
            return max(most, try daemon.memory())
        }
        try database.close()
        try office.remove()
        return most
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
        guard let memory = residentMegabytes(of: shell.id) else { throw BenchmarkError("sqlite3 has ended.") }
        return memory
    }
}
